"""What pydicom makes of DICOM files: pydicom_values.py OUT FILE...

For the n-th FILE it writes OUT/n.modality (float64, first frame, rows first: the modality transform's output) and, where the
file has a window, OUT/n.window (float64, 0..1). A file that pydicom cannot decode leaves nothing.
"""
import pathlib
import sys

import numpy
import pydicom
from pydicom.pixels import apply_modality_lut, apply_windowing


def first_frame(dataset):
    pixels = dataset.pixel_array
    return pixels[0] if int(dataset.get("NumberOfFrames") or 1) > 1 else pixels


def windowed(dataset, values):
    """0..1. pydicom's output range is that of the stored bits through the rescale (pydicom.pixels.apply_windowing)."""
    shown = apply_windowing(values, dataset, index=0)
    bits = dataset.BitsStored
    low, high = (-(1 << (bits - 1)), (1 << (bits - 1)) - 1) if dataset.PixelRepresentation else (0, (1 << bits) - 1)
    slope, intercept = float(dataset.get("RescaleSlope", 1)), float(dataset.get("RescaleIntercept", 0))
    low, high = low * slope + intercept, high * slope + intercept
    return (shown - low) / (high - low)


def main():
    out = pathlib.Path(sys.argv[1])
    for index, path in enumerate(sys.argv[2:]):
        try:
            dataset = pydicom.dcmread(path, force=True)
            values = apply_modality_lut(first_frame(dataset), dataset)
        except Exception as error:  # pydicom without the codec, or a file that it refuses
            print(path, error, file=sys.stderr)
            continue
        numpy.asarray(values, dtype="<f8").tofile(out / f"{index}.modality")
        if "WindowCenter" in dataset and "ModalityLUTSequence" not in dataset:
            numpy.asarray(windowed(dataset, values), dtype="<f8").tofile(out / f"{index}.window")


main()
