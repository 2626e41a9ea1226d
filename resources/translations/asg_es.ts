<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name>Doubt</name>
    <message>
        <source>words left over: %1</source>
        <translation>palabras que sobran: %1</translation>
    </message>
    <message>
        <source>no table knows: %1</source>
        <translation>ninguna tabla conoce: %1</translation>
    </message>
    <message>
        <source>two statements contend: %1</source>
        <translation>dos afirmaciones se contradicen: %1</translation>
    </message>
    <message>
        <source>its words alone say: %1 present</source>
        <translation>sus palabras por sí solas dicen: %1 presente</translation>
    </message>
    <message>
        <source>its words alone say: %1 absent</source>
        <translation>sus palabras por sí solas dicen: %1 ausente</translation>
    </message>
    <message>
        <source>its words alone say: %1 uncertain</source>
        <translation>sus palabras por sí solas dicen: %1 dudoso</translation>
    </message>
    <message>
        <source>its words alone do not say: %1 present</source>
        <translation>sus palabras por sí solas no dicen: %1 presente</translation>
    </message>
    <message>
        <source>its words alone do not say: %1 absent</source>
        <translation>sus palabras por sí solas no dicen: %1 ausente</translation>
    </message>
    <message>
        <source>its words alone do not say: %1 uncertain</source>
        <translation>sus palabras por sí solas no dicen: %1 dudoso</translation>
    </message>
    <message>
        <source>nothing was read of it</source>
        <translation>no se ha leído nada de ella</translation>
    </message>
</context>
<context>
    <name>Error</name>
    <message>
        <source>&quot;%1&quot; is no device: say auto, cpu, cuda or cuda:N.</source>
        <translation>«%1» no es un dispositivo: indique auto, cpu, cuda o cuda:N.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no precision: say auto, float32 or bfloat16.</source>
        <translation>«%1» no es una precisión: indique auto, float32 o bfloat16.</translation>
    </message>
    <message>
        <source>%1: this model card cannot be used: %2</source>
        <translation>%1: esta ficha de modelo no puede usarse: %2</translation>
    </message>
    <message>
        <source>&quot;%1&quot; stands twice in &quot;%2&quot;.</source>
        <translation>«%1» aparece dos veces en «%2».</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no region of Chest ImaGenome.</source>
        <translation>«%1» no es una región de Chest ImaGenome.</translation>
    </message>
    <message>
        <source>no output gives the region &quot;%1&quot;.</source>
        <translation>ninguna salida da la región «%1».</translation>
    </message>
    <message>
        <source>no output gives the tag &quot;%1&quot;.</source>
        <translation>ninguna salida da la etiqueta «%1».</translation>
    </message>
    <message>
        <source>&quot;undecided&quot; of &quot;%1&quot; must be [low, high] within 0..1.</source>
        <translation>«undecided» de «%1» debe ser [bajo, alto] dentro de 0..1.</translation>
    </message>
    <message>
        <source>input sizes must be whole numbers with 16 &lt;= crop &lt;= resize &lt;= 4096.</source>
        <translation>los tamaños de entrada deben ser números enteros con 16 &lt;= crop &lt;= resize &lt;= 4096.</translation>
    </message>
    <message>
        <source>the input&apos;s means must be numbers and its deviations positive ones.</source>
        <translation>las medias de la entrada deben ser números, y sus desviaciones, números positivos.</translation>
    </message>
    <message>
        <source>%1: this folder holds no model (card.json is missing). Make one with &apos;asg model convert&apos; or &apos;asg train&apos;.</source>
        <translation>%1: esta carpeta no contiene un modelo (falta card.json). Haga uno con &apos;asg model convert&apos; o &apos;asg train&apos;.</translation>
    </message>
    <message>
        <source>The models&apos; library cannot be loaded (%1). Run ./run.sh again; it installs what is missing.</source>
        <translation>No se puede cargar la biblioteca de modelos (%1). Ejecute ./run.sh de nuevo; instala lo que falta.</translation>
    </message>
    <message>
        <source>%1 is missing: this build can look at pictures and not train. ./test.sh builds it, and so does cmake --build --preset release --target asg_training.</source>
        <translation>Falta %1: esta compilación puede mirar imágenes, no entrenar. La construye ./test.sh, y también cmake --build --preset release --target asg_training.</translation>
    </message>
    <message>
        <source>this archive does not exist.</source>
        <translation>este archivo comprimido no existe.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>you may not read this archive.</source>
        <translation>no tiene permiso para leer este archivo comprimido.</translation>
    </message>
    <message>
        <source>the archive cannot be read (%1). Fetch it again, or unpack it and open the folder.</source>
        <translation>no se puede leer el archivo comprimido (%1). Obténgalo de nuevo, o descomprímalo y abra la carpeta.</translation>
    </message>
    <message>
        <source>%1 is encrypted. Unpack the archive with its password first.</source>
        <translation>%1 está cifrado. Descomprima antes el archivo con su contraseña.</translation>
    </message>
    <message>
        <source>a file of the archive has more than %1 MB.</source>
        <translation>un archivo contenido en él ocupa más de %1 MB.</translation>
    </message>
    <message>
        <source>the archive unpacks to more than 16 GB.</source>
        <translation>descomprimido ocupa más de 16 GB.</translation>
    </message>
    <message>
        <source>%1: this build was made without libarchive (libarchive-dev) and reads no archives.</source>
        <translation>%1: esta compilación se hizo sin libarchive (libarchive-dev) y no lee archivos comprimidos.</translation>
    </message>
    <message>
        <source>cannot be written</source>
        <translation>no se puede escribir</translation>
    </message>
    <message>
        <source>%1: %2: %3</source>
        <translation>%1: %2: %3</translation>
    </message>
    <message>
        <source>there is no such file or folder.</source>
        <translation>no existe tal archivo o carpeta.</translation>
    </message>
    <message>
        <source>a part of this path is a file, not a folder.</source>
        <translation>una parte de esta ruta es un archivo, no una carpeta.</translation>
    </message>
    <message>
        <source>permission denied. Check who owns it and its access rights.</source>
        <translation>permiso denegado. Compruebe de quién es y sus derechos de acceso.</translation>
    </message>
    <message>
        <source>the disk is full. Free some space and try again.</source>
        <translation>el disco está lleno. Libere espacio y vuelva a intentarlo.</translation>
    </message>
    <message>
        <source>it would be larger than is permitted here. Raise the limit (ulimit -f) and try again.</source>
        <translation>sería mayor de lo que aquí se permite. Suba el límite (ulimit -f) y vuelva a intentarlo.</translation>
    </message>
    <message>
        <source>it is a folder, not a file.</source>
        <translation>es una carpeta, no un archivo.</translation>
    </message>
    <message>
        <source>%1.</source>
        <translation>%1.</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>no se puede leer</translation>
    </message>
    <message>
        <source>the folder cannot be made</source>
        <translation>no se puede crear la carpeta</translation>
    </message>
    <message>
        <source>%1: cannot be read: it is not an ordinary file.</source>
        <translation>%1: no se puede leer: no es un archivo ordinario.</translation>
    </message>
    <message>
        <source>%1: cannot be read: it has %2 bytes, and at most %3 are accepted.</source>
        <translation>%1: no se puede leer: tiene %2 bytes, y se aceptan %3 como máximo.</translation>
    </message>
    <message>
        <source>this JSON is nested more than %1 levels deep.</source>
        <translation>este JSON está anidado a más de %1 niveles.</translation>
    </message>
    <message>
        <source>this is not JSON, or it was cut off.</source>
        <translation>esto no es JSON, o está cortado.</translation>
    </message>
    <message>
        <source>%1: cannot be opened for reading.</source>
        <translation>%1: no se puede abrir para leer.</translation>
    </message>
    <message>
        <source>%1: reading stopped with a disk error.</source>
        <translation>%1: la lectura se detuvo por un error de disco.</translation>
    </message>
    <message>
        <source>the column &quot;%1&quot; is missing</source>
        <translation>falta la columna «%1»</translation>
    </message>
    <message>
        <source>this is no box list of NIH ChestX-ray14: it does not begin with &quot;Image Index&quot;</source>
        <translation>no es una lista de recuadros de NIH ChestX-ray14: no empieza por «Image Index»</translation>
    </message>
    <message>
        <source>record %1 is not image, finding and four numbers</source>
        <translation>el registro %1 no es imagen, hallazgo y cuatro números</translation>
    </message>
    <message>
        <source>%1 is &quot;%2&quot;, which is no number</source>
        <translation>%1 es «%2», que no es un número</translation>
    </message>
    <message>
        <source>record %1 names no image</source>
        <translation>el registro %1 no nombra ninguna imagen</translation>
    </message>
    <message>
        <source>record %1 names no label</source>
        <translation>el registro %1 no nombra ninguna etiqueta</translation>
    </message>
    <message>
        <source>%1 opens a quote that is never closed</source>
        <translation>%1 abre unas comillas que no se cierran</translation>
    </message>
    <message>
        <source>%1 is cut off inside a quoted cell</source>
        <translation>%1 está cortado dentro de una celda entre comillas</translation>
    </message>
    <message>
        <source>%1 has %2 cells, not %3</source>
        <translation>%1 tiene %2 celdas, no %3</translation>
    </message>
    <message>
        <source>&quot;schema&quot; is not &quot;%1&quot;; such files are written by asg import</source>
        <translation>«schema» no es «%1»; esos archivos los escribe asg import</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no list</source>
        <translation>«%1» no es una lista</translation>
    </message>
    <message>
        <source>&quot;imageSize&quot; is not [columns, rows]</source>
        <translation>«imageSize» no es [columnas, filas]</translation>
    </message>
    <message>
        <source>a box is not [x1, y1, x2, y2] with x2 &gt; x1 and y2 &gt; y1</source>
        <translation>un recuadro no es [x1, y1, x2, y2] con x2 &gt; x1 e y2 &gt; y1</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no region</source>
        <translation>«%1» no es una región</translation>
    </message>
    <message>
        <source>a region has no &quot;box&quot;</source>
        <translation>una región no tiene «box»</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no tag</source>
        <translation>«%1» no es una etiqueta</translation>
    </message>
    <message>
        <source>&quot;existence&quot; is not present, absent or uncertain</source>
        <translation>«existence» no es present, absent ni uncertain</translation>
    </message>
    <message>
        <source>&quot;laterality&quot; is not left, right or bilateral</source>
        <translation>«laterality» no es left, right ni bilateral</translation>
    </message>
    <message>
        <source>%1: this is not JSON: its text is not UTF-8.</source>
        <translation>%1: esto no es JSON: su texto no está en UTF-8.</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation>%1: %2.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; and &quot;%2&quot; are two images.</source>
        <translation>«%1» y «%2» son dos imágenes.</translation>
    </message>
    <message>
        <source>The labels of &quot;%1&quot; are of two patients.</source>
        <translation>Las etiquetas de «%1» son de dos pacientes.</translation>
    </message>
    <message>
        <source>The labels of &quot;%1&quot; are of two studies.</source>
        <translation>Las etiquetas de «%1» son de dos estudios.</translation>
    </message>
    <message>
        <source>MS-CXR: there is not one size for each study.</source>
        <translation>MS-CXR: no hay un tamaño para cada estudio.</translation>
    </message>
    <message>
        <source>this is no list of grounded reports</source>
        <translation>no es una lista de informes con recuadros</translation>
    </message>
    <message>
        <source>an entry of the list is no report</source>
        <translation>una entrada de la lista no es un informe</translation>
    </message>
    <message>
        <source>PadChest-GR: the size of &quot;%1&quot; is not known.</source>
        <translation>PadChest-GR: no se conoce el tamaño de «%1».</translation>
    </message>
    <message>
        <source>this is no RadGraph file: it is not an object of reports</source>
        <translation>no es un archivo de RadGraph: no es un objeto de informes</translation>
    </message>
    <message>
        <source>report &quot;%1&quot; is no object</source>
        <translation>el informe «%1» no es un objeto</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no format of labels.</source>
        <translation>«%1» no es un formato de etiquetas.</translation>
    </message>
    <message>
        <source>this is no scene graph of Chest ImaGenome: it has no &quot;objects&quot;</source>
        <translation>no es un grafo de escena de Chest ImaGenome: no tiene «objects»</translation>
    </message>
    <message>
        <source>a proposal of the kind &quot;%1&quot;</source>
        <translation>una propuesta de la clase «%1»</translation>
    </message>
    <message>
        <source>a proposal without its points</source>
        <translation>una propuesta sin sus puntos</translation>
    </message>
    <message>
        <source>a proposal with an error that is none</source>
        <translation>una propuesta con un error que no lo es</translation>
    </message>
    <message>
        <source>a measurement of the kind &quot;%1&quot; with %2 points</source>
        <translation>una medida de la clase «%1» con %2 puntos</translation>
    </message>
    <message>
        <source>a measurement with a point that is no number</source>
        <translation>una medida con un punto que no es un número</translation>
    </message>
    <message>
        <source>a measurement on a frame that is none</source>
        <translation>una medida en un fotograma que no lo es</translation>
    </message>
    <message>
        <source>a known length of the kind &quot;%1&quot;</source>
        <translation>una longitud conocida de la clase «%1»</translation>
    </message>
    <message>
        <source>a known length that is none</source>
        <translation>una longitud conocida que no lo es</translation>
    </message>
    <message>
        <source>it names no finding</source>
        <translation>no nombra ningún hallazgo</translation>
    </message>
    <message>
        <source>the name of its finding is too long</source>
        <translation>el nombre de su hallazgo es demasiado largo</translation>
    </message>
    <message>
        <source>its regions are not in ascending order, each once</source>
        <translation>sus regiones no van en orden ascendente, cada una una vez</translation>
    </message>
    <message>
        <source>%1:%2: %3</source>
        <translation>%1:%2: %3</translation>
    </message>
    <message>
        <source>a row needs a tag&apos;s name and its output, with a tab between them.</source>
        <translation>una fila necesita el nombre de una etiqueta y su salida, con un tabulador entre ambos.</translation>
    </message>
    <message>
        <source>the tag &quot;%1&quot; stands twice.</source>
        <translation>la etiqueta «%1» aparece dos veces.</translation>
    </message>
    <message>
        <source>there are too many tags.</source>
        <translation>hay demasiadas etiquetas.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no output: a number, or &quot;-&quot; for none.</source>
        <translation>«%1» no es una salida: un número, o «-» para ninguna.</translation>
    </message>
    <message>
        <source>output %1 stands twice.</source>
        <translation>la salida %1 aparece dos veces.</translation>
    </message>
    <message>
        <source>there is no tag in this table.</source>
        <translation>no hay ninguna etiqueta en esta tabla.</translation>
    </message>
    <message>
        <source>no tag has output %1.</source>
        <translation>ninguna etiqueta tiene la salida %1.</translation>
    </message>
    <message>
        <source>this is no object of tags and codes</source>
        <translation>no es un objeto de etiquetas y códigos</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no tag with a list of codes</source>
        <translation>«%1» no es una etiqueta con una lista de códigos</translation>
    </message>
    <message>
        <source>a code of &quot;%1&quot; is no text</source>
        <translation>un código de «%1» no es texto</translation>
    </message>
    <message>
        <source>%1: the archive holds no coded reports.</source>
        <translation>%1: el archivo comprimido no contiene informes codificados.</translation>
    </message>
    <message>
        <source>%1: this file cannot be read.</source>
        <translation>%1: este archivo no se puede leer.</translation>
    </message>
    <message>
        <source>line %1 is no object</source>
        <translation>la línea %1 no es un objeto</translation>
    </message>
    <message>
        <source>a sentence has no &quot;triplets&quot; and &quot;regions&quot;</source>
        <translation>una frase no tiene «triplets» y «regions»</translation>
    </message>
    <message>
        <source>a report has no &quot;sentences&quot;</source>
        <translation>un informe no tiene «sentences»</translation>
    </message>
    <message>
        <source>it has no annotated sentence of these reports</source>
        <translation>no tiene ninguna frase anotada de estos informes</translation>
    </message>
    <message>
        <source>The helper that decodes pictures gave an answer that cannot be. Open the picture again, and install the program again if that happens once more.</source>
        <translation>El auxiliar que decodifica imágenes ha dado una respuesta imposible. Abra la imagen de nuevo y, si vuelve a ocurrir, reinstale el programa.</translation>
    </message>
    <message>
        <source>Only this picture is lost. Convert it with another program, for example to an uncompressed DICOM file or a PNG.</source>
        <translation>Solo se pierde esta imagen. Conviértala con otro programa, por ejemplo a un DICOM sin comprimir o a PNG.</translation>
    </message>
    <message>
        <source>The helper that decodes pictures, %1, is missing or may not be run. Install the program again: nothing is decoded without it.</source>
        <translation>El auxiliar que decodifica imágenes, %1, falta o no puede ejecutarse. Reinstale el programa: sin él no se decodifica nada.</translation>
    </message>
    <message>
        <source>The helper that decodes pictures, %1, could not be started (%2). Close other programs and try again.</source>
        <translation>El auxiliar que decodifica imágenes, %1, no pudo arrancar (%2). Cierre otros programas y vuelva a intentarlo.</translation>
    </message>
    <message>
        <source>The picture was not decoded after %1, and its decoder was ended. %2</source>
        <translation>La imagen no se había decodificado después de %1, y se detuvo su decodificador. %2</translation>
    </message>
    <message>
        <source>The helper that decodes pictures ended by itself (code %1): it does not fit this program or this system. Install the program again.</source>
        <translation>El auxiliar que decodifica imágenes terminó por sí solo (código %1): no corresponde a este programa o a este sistema. Reinstale el programa.</translation>
    </message>
    <message>
        <source>The picture&apos;s decoder was killed, as the system does when memory runs out. Close other programs and open the picture again.</source>
        <translation>El sistema detuvo el decodificador de la imagen, como hace cuando se acaba la memoria. Cierre otros programas y abra la imagen de nuevo.</translation>
    </message>
    <message>
        <source>The picture made its decoder crash (signal %1). %2</source>
        <translation>La imagen hizo fallar su decodificador (señal %1). %2</translation>
    </message>
    <message>
        <source>Decoding the picture takes more than the %1 MB that it may. Scale it down, or convert it to an uncompressed DICOM file first.</source>
        <translation>Decodificar la imagen ocupa más de los %1 MB permitidos. Redúzcala, o conviértala antes a un DICOM sin comprimir.</translation>
    </message>
    <message>
        <source>The picture could not be decoded (%1).</source>
        <translation>No se pudo decodificar la imagen (%1).</translation>
    </message>
    <message>
        <source>its compressed pixels do not begin as a known compression does</source>
        <translation>sus píxeles comprimidos no empiezan como ninguna compresión conocida</translation>
    </message>
    <message>
        <source>The DICOM file is damaged or cut off (%1).</source>
        <translation>El archivo DICOM está dañado o cortado (%1).</translation>
    </message>
    <message>
        <source>the colours cannot be read</source>
        <translation>no se pueden leer los colores</translation>
    </message>
    <message>
        <source>its compressed pixels are too large</source>
        <translation>sus píxeles comprimidos son demasiado grandes</translation>
    </message>
    <message>
        <source>its compressed pixels cannot be read</source>
        <translation>no se pueden leer sus píxeles comprimidos</translation>
    </message>
    <message>
        <source>The colour kind %1 is not supported.</source>
        <translation>La clase de color %1 no está soportada.</translation>
    </message>
    <message>
        <source>The file&apos;s sequences are nested more than %1 levels deep.</source>
        <translation>Las secuencias del archivo están anidadas a más de %1 niveles.</translation>
    </message>
    <message>
        <source>the sequence %1 has no end</source>
        <translation>la secuencia %1 no tiene fin</translation>
    </message>
    <message>
        <source>the element %1 is longer than the rest of the file</source>
        <translation>el elemento %1 es más largo que el resto del archivo</translation>
    </message>
    <message>
        <source>The file has more than %1 attributes, more than the standard knows.</source>
        <translation>El archivo tiene más de %1 atributos, más de los que conoce el estándar.</translation>
    </message>
    <message>
        <source>The file&apos;s pixels are cut into more than %1 fragments.</source>
        <translation>Los píxeles del archivo están partidos en más de %1 fragmentos.</translation>
    </message>
    <message>
        <source>DCMTK&apos;s dictionary (dicom.dic) is missing. Install the package libdcmtk17, or name the file in DCMDICTPATH.</source>
        <translation>Falta el diccionario de DCMTK (dicom.dic). Instale el paquete libdcmtk17, o indique el archivo en DCMDICTPATH.</translation>
    </message>
    <message>
        <source>Video (%1) is not supported. Export a single frame first.</source>
        <translation>El vídeo (%1) no está soportado. Exporte antes un solo fotograma.</translation>
    </message>
    <message>
        <source>The compression %1 is not supported. Convert the file to an uncompressed one or to JPEG 2000 first.</source>
        <translation>La compresión %1 no está soportada. Convierta antes el archivo a uno sin comprimir o a JPEG 2000.</translation>
    </message>
    <message>
        <source>%1 is not supported. Convert the file to an uncompressed one or to JPEG 2000 first.</source>
        <translation>%1 no está soportado. Convierta antes el archivo a uno sin comprimir o a JPEG 2000.</translation>
    </message>
    <message>
        <source>the pixels end after %1 of %2 bytes</source>
        <translation>los píxeles terminan tras %1 de %2 bytes</translation>
    </message>
    <message>
        <source>it ends within the pixels</source>
        <translation>termina en medio de los píxeles</translation>
    </message>
    <message>
        <source>it has no pixels of frame %1</source>
        <translation>no tiene píxeles del fotograma %1</translation>
    </message>
    <message>
        <source>Pixels of %1 samples of %2 bits are not supported.</source>
        <translation>No están soportados los píxeles de %1 muestras de %2 bits.</translation>
    </message>
    <message>
        <source>structured report</source>
        <translation>informe estructurado</translation>
    </message>
    <message>
        <source>waveform</source>
        <translation>forma de onda</translation>
    </message>
    <message>
        <source>presentation state</source>
        <translation>estado de presentación</translation>
    </message>
    <message>
        <source>enclosed document</source>
        <translation>documento adjunto</translation>
    </message>
    <message>
        <source>radiotherapy structures</source>
        <translation>estructuras de radioterapia</translation>
    </message>
    <message>
        <source>radiotherapy plan or record</source>
        <translation>plan o registro de radioterapia</translation>
    </message>
    <message>
        <source>raw data</source>
        <translation>datos en bruto</translation>
    </message>
    <message>
        <source>colour palette</source>
        <translation>paleta de colores</translation>
    </message>
    <message>
        <source>directory of a disc; open its folder instead</source>
        <translation>directorio de un disco; abra en su lugar su carpeta</translation>
    </message>
    <message>
        <source>Floating-point pixels are not supported.</source>
        <translation>Los píxeles de coma flotante no están soportados.</translation>
    </message>
    <message>
        <source>This file has no picture (%1).</source>
        <translation>Este archivo no tiene imagen (%1).</translation>
    </message>
    <message>
        <source>no pixels</source>
        <translation>sin píxeles</translation>
    </message>
    <message>
        <source>This file has no picture (its pixels were left out).</source>
        <translation>Este archivo no tiene imagen (se omitieron sus píxeles).</translation>
    </message>
    <message>
        <source>No DX file can be written: %1.</source>
        <translation>No se puede escribir un archivo DX: %1.</translation>
    </message>
    <message>
        <source>rows and columns do not fit the pixels</source>
        <translation>las filas y columnas no corresponden a los píxeles</translation>
    </message>
    <message>
        <source>the study, series and SOP instance UIDs are not all given</source>
        <translation>no se dan todos los UID de estudio, serie e instancia SOP</translation>
    </message>
    <message>
        <source>DX wants a Rescale Slope of 1 and an Intercept of 0</source>
        <translation>DX exige Rescale Slope 1 e Intercept 0</translation>
    </message>
    <message>
        <source>DX wants unsigned values of 6 to 16 bits</source>
        <translation>DX exige valores sin signo de 6 a 16 bits</translation>
    </message>
    <message>
        <source>No DX file can be written: %1</source>
        <translation>No se puede escribir un archivo DX: %1</translation>
    </message>
    <message>
        <source>The file&apos;s compressed content is larger than %1 MB, more than is accepted.</source>
        <translation>El contenido comprimido del archivo pasa de %1 MB, más de lo que se acepta.</translation>
    </message>
    <message>
        <source>its JPEG 2000 stream has no header</source>
        <translation>su flujo JPEG 2000 no tiene cabecera</translation>
    </message>
    <message>
        <source>its JPEG 2000 header cannot be read</source>
        <translation>no se puede leer su cabecera JPEG 2000</translation>
    </message>
    <message>
        <source>reading was stopped</source>
        <translation>se detuvo la lectura</translation>
    </message>
    <message>
        <source>its JPEG 2000 pixels cannot be decoded</source>
        <translation>no se pueden decodificar sus píxeles JPEG 2000</translation>
    </message>
    <message>
        <source>its JPEG 2000 stream has %1 × %2 pixels, the header says %3 × %4</source>
        <translation>su flujo JPEG 2000 tiene %1 × %2 píxeles; la cabecera dice %3 × %4</translation>
    </message>
    <message>
        <source>its JPEG 2000 stream has %1 components</source>
        <translation>su flujo JPEG 2000 tiene %1 componentes</translation>
    </message>
    <message>
        <source>The file&apos;s JPEG 2000 picture is cut into more parts than any real one. Convert it to an uncompressed one first.</source>
        <translation>La imagen JPEG 2000 del archivo está cortada en más partes que ninguna real. Conviértala antes a una sin comprimir.</translation>
    </message>
    <message>
        <source>its JPEG stream has no frame header</source>
        <translation>su flujo JPEG no tiene cabecera de imagen</translation>
    </message>
    <message>
        <source>its JPEG stream has %1 × %2 pixels, the header says %3 × %4</source>
        <translation>su flujo JPEG tiene %1 × %2 píxeles; la cabecera dice %3 × %4</translation>
    </message>
    <message>
        <source>its JPEG stream has an impossible frame header</source>
        <translation>su flujo JPEG tiene una cabecera de imagen imposible</translation>
    </message>
    <message>
        <source>its JPEG stream has a marker that only a program at work on it may put there</source>
        <translation>su flujo JPEG tiene una marca que solo puede poner un programa mientras trabaja con él</translation>
    </message>
    <message>
        <source>its JPEG stream has another size</source>
        <translation>su flujo JPEG tiene otro tamaño</translation>
    </message>
    <message>
        <source>%1 is no DICOM file: it has no elements. Open a DICOM file to see its header.</source>
        <translation>%1 no es un archivo DICOM: no tiene elementos. Abra un archivo DICOM para ver su cabecera.</translation>
    </message>
    <message>
        <source>Run lengths of %1-bit pixels are not supported.</source>
        <translation>No están soportadas las secuencias RLE de píxeles de %1 bits.</translation>
    </message>
    <message>
        <source>its run lengths do not have the segments of such pixels</source>
        <translation>sus secuencias RLE no tienen los segmentos de tales píxeles</translation>
    </message>
    <message>
        <source>its run lengths point outside the pixels</source>
        <translation>sus secuencias RLE apuntan fuera de los píxeles</translation>
    </message>
    <message>
        <source>its run lengths end too early</source>
        <translation>sus secuencias RLE terminan demasiado pronto</translation>
    </message>
    <message>
        <source>This build reads no DICOM. Build with -DASG_BUILD_VIEWER=ON, or convert the file to PNG.</source>
        <translation>Esta compilación no lee DICOM. Compile con -DASG_BUILD_VIEWER=ON, o convierta el archivo a PNG.</translation>
    </message>
    <message>
        <source>This build writes no DICOM. Build with -DASG_BUILD_VIEWER=ON.</source>
        <translation>Esta compilación no escribe DICOM. Compile con -DASG_BUILD_VIEWER=ON.</translation>
    </message>
    <message>
        <source>The PNG could not be encoded (%1).</source>
        <translation>No se pudo codificar el PNG (%1).</translation>
    </message>
    <message>
        <source>A PNG of %1 × %2 pixels cannot be made of %3 bytes.</source>
        <translation>No se puede hacer un PNG de %1 × %2 píxeles con %3 bytes.</translation>
    </message>
    <message>
        <source>This build writes no PNG. Install libpng-dev and build again.</source>
        <translation>Esta compilación no escribe PNG. Instale libpng-dev y compile de nuevo.</translation>
    </message>
    <message>
        <source>There is no frame %1; the file has %2, counted from 1.</source>
        <translation>No existe el fotograma %1; el archivo tiene %2, contados desde 1.</translation>
    </message>
    <message>
        <source>Reading was stopped.</source>
        <translation>Se detuvo la lectura.</translation>
    </message>
    <message>
        <source>The JPEG picture is written in %1 passes (scans), more than any real one of its size has.</source>
        <translation>La imagen JPEG está escrita en %1 pasadas, más que ninguna real de su tamaño.</translation>
    </message>
    <message>
        <source>CMYK JPEG is not supported. Convert it to grey or RGB first.</source>
        <translation>JPEG CMYK no está soportado. Conviértalo antes a gris o RGB.</translation>
    </message>
    <message>
        <source>The JPEG file is damaged or cut off (its data end too early).</source>
        <translation>El archivo JPEG está dañado o cortado (sus datos terminan demasiado pronto).</translation>
    </message>
    <message>
        <source>This JPEG has more than 8 bits, which is not supported outside DICOM.</source>
        <translation>Este JPEG tiene más de 8 bits, lo que no está soportado fuera de DICOM.</translation>
    </message>
    <message>
        <source>The colour space of this JPEG is not supported. Convert it to RGB first.</source>
        <translation>El espacio de color de este JPEG no está soportado. Conviértalo antes a RGB.</translation>
    </message>
    <message>
        <source>This JPEG picture is too large to be decoded. Scale it down first.</source>
        <translation>Esta imagen JPEG es demasiado grande para decodificarla. Redúzcala antes.</translation>
    </message>
    <message>
        <source>The JPEG file is damaged or cut off (%1).</source>
        <translation>El archivo JPEG está dañado o cortado (%1).</translation>
    </message>
    <message>
        <source>There is not enough memory to read the picture.</source>
        <translation>No hay memoria suficiente para leer la imagen.</translation>
    </message>
    <message>
        <source>This interlaced PNG picture is too large. Save it without interlacing.</source>
        <translation>Esta imagen PNG entrelazada es demasiado grande. Guárdela sin entrelazar.</translation>
    </message>
    <message>
        <source>The PNG file is damaged or cut off (%1).</source>
        <translation>El archivo PNG está dañado o cortado (%1).</translation>
    </message>
    <message>
        <source>The picture has no rows or no columns; the file is damaged.</source>
        <translation>La imagen no tiene filas o no tiene columnas; el archivo está dañado.</translation>
    </message>
    <message>
        <source>The picture says that it has %1 × %2 pixels; at most %3 million are accepted. Scale it down first, or check whether the file is damaged.</source>
        <translation>La imagen dice tener %1 × %2 píxeles; se aceptan %3 millones como máximo. Redúzcala antes, o compruebe si el archivo está dañado.</translation>
    </message>
    <message>
        <source>The picture has %1 samples; at most %2 million are read in this compression. Convert it to an uncompressed one first.</source>
        <translation>La imagen tiene %1 muestras; con esta compresión se leen %2 millones como máximo. Conviértala antes a una sin comprimir.</translation>
    </message>
    <message>
        <source>Decoding the picture would take %1 MB; at most %2 MB are accepted. Scale it down, or convert it to grey of 16 bits first.</source>
        <translation>Decodificar la imagen ocuparía %1 MB; se aceptan %2 MB como máximo. Redúzcala, o conviértala antes a gris de 16 bits.</translation>
    </message>
    <message>
        <source>This TIFF has %1-bit or floating-point samples; 1 to 16 bits are supported. Convert it to 16 bits first.</source>
        <translation>Este TIFF tiene muestras de %1 bits o de coma flotante; se soportan de 1 a 16 bits. Conviértalo antes a 16 bits.</translation>
    </message>
    <message>
        <source>This TIFF file asks for the same bytes over and over; it is damaged.</source>
        <translation>Este archivo TIFF pide los mismos bytes una y otra vez; está dañado.</translation>
    </message>
    <message>
        <source>The TIFF file is damaged or cut off (%1).</source>
        <translation>El archivo TIFF está dañado o cortado (%1).</translation>
    </message>
    <message>
        <source>The TIFF file has %1 pictures; at most %2 are accepted.</source>
        <translation>El archivo TIFF tiene %1 imágenes; se aceptan %2 como máximo.</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>El archivo está vacío.</translation>
    </message>
    <message>
        <source>This is not a DICOM, PNG, JPEG or TIFF file. Export the picture in one of these formats.</source>
        <translation>Esto no es un archivo DICOM, PNG, JPEG ni TIFF. Exporte la imagen en uno de estos formatos.</translation>
    </message>
    <message>
        <source>%1: There is not enough memory to read the file.</source>
        <translation>%1: No hay memoria suficiente para leer el archivo.</translation>
    </message>
    <message>
        <source>There is not enough memory to read the picture. Close other programs or scale the picture down.</source>
        <translation>No hay memoria suficiente para leer la imagen. Cierre otros programas o reduzca la imagen.</translation>
    </message>
    <message>
        <source>The file could not be decoded (%1).</source>
        <translation>No se pudo decodificar el archivo (%1).</translation>
    </message>
    <message>
        <source>cannot be walked</source>
        <translation>no se puede recorrer</translation>
    </message>
    <message>
        <source>cannot be looked at</source>
        <translation>no se puede examinar</translation>
    </message>
    <message>
        <source>There is not enough memory for this.</source>
        <translation>No hay memoria suficiente para esto.</translation>
    </message>
    <message>
        <source>A defect of the program: %1</source>
        <translation>Un defecto del programa: %1</translation>
    </message>
    <message>
        <source>The phantom&apos;s rows and columns must be between 16 and 8192.</source>
        <translation>Las filas y columnas del fantoma deben estar entre 16 y 8192.</translation>
    </message>
    <message>
        <source>The phantom&apos;s bits must be between 8 and 16.</source>
        <translation>Los bits del fantoma deben estar entre 8 y 16.</translation>
    </message>
    <message>
        <source>The phantom&apos;s zoom must be between 0.05 and 20.</source>
        <translation>El zoom del fantoma debe estar entre 0.05 y 20.</translation>
    </message>
    <message>
        <source>The phantom&apos;s shift must be smaller than 5 pictures.</source>
        <translation>El desplazamiento del fantoma debe ser menor que 5 imágenes.</translation>
    </message>
    <message>
        <source>The phantom is a frontal picture: its view must be PA or AP.</source>
        <translation>El fantoma es una imagen frontal: su proyección debe ser PA o AP.</translation>
    </message>
    <message>
        <source>making the folder</source>
        <translation>al crear la carpeta</translation>
    </message>
    <message>
        <source>%1 is not the report that the project was made with. Bring that one back, or make the project anew.</source>
        <translation>%1 no es el informe con el que se hizo el proyecto. Recupere aquel, o haga el proyecto de nuevo.</translation>
    </message>
    <message>
        <source>%1 is no project that can be worked on: %2</source>
        <translation>%1 no es un proyecto con el que se pueda trabajar: %2</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no order. Give &quot;random&quot;, &quot;as given&quot; or &quot;list&quot;.</source>
        <translation>«%1» no es un orden. Dé «random», «as given» o «list».</translation>
    </message>
    <message>
        <source>%1, which reader %2 is to read, is no item. Add it to &quot;items&quot;, or take it from the reader.</source>
        <translation>%1, que debe leer el lector %2, no es un elemento. Añádalo a «items», o quíteselo al lector.</translation>
    </message>
    <message>
        <source>it is of the schema %1, which this version does not know. Update ASG Viewer.</source>
        <translation>es del esquema %1, que esta versión no conoce. Actualice ASG Viewer.</translation>
    </message>
    <message>
        <source>its &quot;schema&quot; is not &quot;%1&quot;. Name a file that &quot;asg project create&quot; wrote.</source>
        <translation>su «schema» no es «%1». Indique un archivo escrito por «asg project create».</translation>
    </message>
    <message>
        <source>a key is missing or holds something else than its kind (%1). docs/annotation.md lists the keys.</source>
        <translation>falta una clave o contiene otra cosa que lo suyo (%1). docs/annotation.md enumera las claves.</translation>
    </message>
    <message>
        <source>a name or a text in it is not UTF-8. Rename the file, or save the text as UTF-8.</source>
        <translation>un nombre o un texto suyo no está en UTF-8. Cambie el nombre del archivo, o guarde el texto como UTF-8.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no path below the project&apos;s folder. Give paths relative to the project file, with / between folders.</source>
        <translation>«%1» no es una ruta bajo la carpeta del proyecto. Dé rutas relativas al archivo del proyecto, con / entre carpetas.</translation>
    </message>
    <message>
        <source>%1: &quot;%2&quot; is no SHA-256. Give 64 lower-case hexadecimal digits (sha256sum FILE).</source>
        <translation>%1: «%2» no es un SHA-256. Dé 64 cifras hexadecimales en minúscula (sha256sum ARCHIVO).</translation>
    </message>
    <message>
        <source>the project has no items. Name at least one picture.</source>
        <translation>el proyecto no tiene elementos. Nombre al menos una imagen.</translation>
    </message>
    <message>
        <source>the picture %1 is there twice. Leave it in once.</source>
        <translation>la imagen %1 está dos veces. Déjela una sola.</translation>
    </message>
    <message>
        <source>a picture of reader %1 is named twice, or is no item. Name each once.</source>
        <translation>una imagen del lector %1 se nombra dos veces, o no es un elemento. Nombre cada una una vez.</translation>
    </message>
    <message>
        <source>nobody reads %1. Add it to a reader&apos;s pictures, or add a reader who has none of his own and shares all.</source>
        <translation>nadie lee %1. Añádala a las imágenes de un lector, o añada un lector que no tenga propias y las comparta todas.</translation>
    </message>
    <message>
        <source>the project has no readers. Name at least one.</source>
        <translation>el proyecto no tiene lectores. Nombre al menos uno.</translation>
    </message>
    <message>
        <source>a reader has no name. Give the one that stands in the viewer as reader.</source>
        <translation>un lector no tiene nombre. Dé el que figura en el visor como lector.</translation>
    </message>
    <message>
        <source>the reader %1 is there twice. Leave one of the two.</source>
        <translation>el lector %1 está dos veces. Deje uno de los dos.</translation>
    </message>
    <message>
        <source>an overlap of %1 percent is none. Give 0 to 100.</source>
        <translation>un solapamiento del %1 por ciento no es posible. Dé de 0 a 100.</translation>
    </message>
    <message>
        <source>%1 percent of hidden repeats are not possible. Give 0 to 50.</source>
        <translation>un %1 por ciento de repeticiones ocultas no es posible. Dé de 0 a 50.</translation>
    </message>
    <message>
        <source>an order says where it comes from if, and only if, it is a list&apos;s. Give &quot;orderSource&quot; for &quot;list&quot;, and null otherwise.</source>
        <translation>un orden dice de dónde viene si, y solo si, es el de una lista. Dé «orderSource» para «list», y null en otro caso.</translation>
    </message>
    <message>
        <source>the guideline has no version. Give one, such as &quot;1&quot;.</source>
        <translation>la guía no tiene versión. Dé una, por ejemplo «1».</translation>
    </message>
    <message>
        <source>it changes a measurement that is not there</source>
        <translation>cambia una medida que no está</translation>
    </message>
    <message>
        <source>a decision of the kind &quot;%1&quot;</source>
        <translation>una decisión de la clase «%1»</translation>
    </message>
    <message>
        <source>it takes back a decision that is not there</source>
        <translation>retira una decisión que no está</translation>
    </message>
    <message>
        <source>it takes back what was seen</source>
        <translation>retira lo que se vio</translation>
    </message>
    <message>
        <source>it withdraws a verdict that is not there</source>
        <translation>retira una valoración que no está</translation>
    </message>
    <message>
        <source>a decision of format %1</source>
        <translation>una decisión de formato %1</translation>
    </message>
    <message>
        <source>at most %1 MB of a report are kept.</source>
        <translation>de un informe se guardan %1 MB como máximo.</translation>
    </message>
    <message>
        <source>the folder cannot be opened</source>
        <translation>no se puede abrir la carpeta</translation>
    </message>
    <message>
        <source>the journal cannot be begun</source>
        <translation>no se puede empezar el diario</translation>
    </message>
    <message>
        <source>%1, line %2: %3</source>
        <translation>%1, línea %2: %3</translation>
    </message>
    <message>
        <source>%1 is not known to this version. Nothing was changed; open this study with a newer version of ASG Viewer to go on reviewing it.</source>
        <translation>Esta versión no conoce %1. No se ha cambiado nada; abra este estudio con una versión más reciente de ASG Viewer para seguir revisándolo.</translation>
    </message>
    <message>
        <source>%1. The journal was changed by something else; nothing is written to it. Move the file aside to go on with an empty one.</source>
        <translation>%1. Otra cosa cambió el diario; no se escribe nada en él. Aparte el archivo para seguir con uno vacío.</translation>
    </message>
    <message>
        <source>the journal cannot be opened</source>
        <translation>no se puede abrir el diario</translation>
    </message>
    <message>
        <source>%1: another window or program is reviewing this study. Close it there first.</source>
        <translation>%1: otra ventana u otro programa está revisando este estudio. Ciérrelo antes allí.</translation>
    </message>
    <message>
        <source>the journal cannot be repaired</source>
        <translation>no se puede reparar el diario</translation>
    </message>
    <message>
        <source>an earlier decision was written in part and could not be removed. Nothing more is written; open the picture again to go on.</source>
        <translation>una decisión anterior se escribió a medias y no se pudo quitar. No se escribe nada más; abra la imagen de nuevo para seguir.</translation>
    </message>
    <message>
        <source>the journal cannot be looked at</source>
        <translation>no se puede examinar el diario</translation>
    </message>
    <message>
        <source>the journal was removed or replaced while it was open. Nothing more is written; put it back, or open the picture again to go on with what is there.</source>
        <translation>el diario se quitó o se sustituyó mientras estaba abierto. No se escribe nada más; devuélvalo a su sitio, o abra la imagen de nuevo para seguir con lo que hay.</translation>
    </message>
    <message>
        <source>something else changed the journal while it was open. Nothing more is written; open the picture again to see what it holds.</source>
        <translation>otra cosa cambió el diario mientras estaba abierto. No se escribe nada más; abra la imagen de nuevo para ver qué contiene.</translation>
    </message>
    <message>
        <source>the decision could not be written</source>
        <translation>no se pudo escribir la decisión</translation>
    </message>
    <message>
        <source>it is no export that says how far a journal had come.</source>
        <translation>no es una exportación que diga hasta dónde había llegado un diario.</translation>
    </message>
    <message>
        <source>what it says of journals is damaged.</source>
        <translation>lo que dice de los diarios está dañado.</translation>
    </message>
    <message>
        <source>this is no decision</source>
        <translation>no es una decisión</translation>
    </message>
    <message>
        <source>a line before it is missing or changed</source>
        <translation>falta o ha cambiado una línea anterior</translation>
    </message>
    <message>
        <source>the sequence number is not %1</source>
        <translation>el número de secuencia no es %1</translation>
    </message>
    <message>
        <source>%1: it does not say how many decisions the journal holds.</source>
        <translation>%1: no dice cuántas decisiones contiene el diario.</translation>
    </message>
    <message>
        <source>cannot be kept aside</source>
        <translation>no se puede guardar aparte</translation>
    </message>
    <message>
        <source>a measurement of the kind &quot;%1&quot;</source>
        <translation>una medida de la clase «%1»</translation>
    </message>
    <message>
        <source>it changes a finding that was not stated</source>
        <translation>cambia un hallazgo que no se consignó</translation>
    </message>
    <message>
        <source>%1: %2 It says who reads before the model is shown; until it can be read, the model&apos;s opinion stays hidden. Mend it, or remove it if nobody reads first.</source>
        <translation>%1: %2 Dice quién lee antes de que se muestre el modelo; mientras no pueda leerse, la opinión del modelo queda oculta. Repárelo, o quítelo si nadie lee primero.</translation>
    </message>
    <message>
        <source>this is of format %1, of a later version.</source>
        <translation>es de formato %1, de una versión posterior.</translation>
    </message>
    <message>
        <source>%1, line %2: %3.</source>
        <translation>%1, línea %2: %3.</translation>
    </message>
    <message>
        <source>%1: this folder cannot be read (%2).</source>
        <translation>%1: no se puede leer esta carpeta (%2).</translation>
    </message>
    <message>
        <source>The measurement was not kept: %1.</source>
        <translation>La medida no se ha guardado: %1.</translation>
    </message>
    <message>
        <source>the one that it changes was deleted or taken back meanwhile</source>
        <translation>la que cambia se borró o se retiró entretanto</translation>
    </message>
    <message>
        <source>The finding was not kept: %1.</source>
        <translation>El hallazgo no se ha guardado: %1.</translation>
    </message>
    <message>
        <source>the one that it changes was taken away or back meanwhile</source>
        <translation>el que cambia se quitó o se retiró entretanto</translation>
    </message>
    <message>
        <source>There is no decision to take back.</source>
        <translation>No hay ninguna decisión que deshacer.</translation>
    </message>
    <message>
        <source>There is no undo to take back.</source>
        <translation>No hay nada deshecho que rehacer.</translation>
    </message>
    <message>
        <source>Say first who reads: reading first goes by the name.</source>
        <translation>Diga antes quién lee: leer primero va por el nombre.</translation>
    </message>
    <message>
        <source>The verdict was not kept.</source>
        <translation>La valoración no se ha guardado.</translation>
    </message>
    <message>
        <source>The box was not kept.</source>
        <translation>El recuadro no se ha guardado.</translation>
    </message>
    <message>
        <source>The measurement was not kept.</source>
        <translation>La medida no se ha guardado.</translation>
    </message>
    <message>
        <source>The key image was not kept.</source>
        <translation>La imagen clave no se ha guardado.</translation>
    </message>
    <message>
        <source>The finding was not kept.</source>
        <translation>El hallazgo no se ha guardado.</translation>
    </message>
    <message>
        <source>The commit was not kept.</source>
        <translation>La confirmación no se ha guardado.</translation>
    </message>
    <message>
        <source>The correction was not kept.</source>
        <translation>La corrección no se ha guardado.</translation>
    </message>
    <message>
        <source>The undo was not kept.</source>
        <translation>Lo deshecho no se ha guardado.</translation>
    </message>
    <message>
        <source>The redo was not kept.</source>
        <translation>Lo rehecho no se ha guardado.</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>It does not lie within the picture.</source>
        <translation>No está dentro de la imagen.</translation>
    </message>
    <message>
        <source>It is too small to be seen: draw it at least 2 pixels wide and high.</source>
        <translation>Es demasiado pequeño para verse: dibújelo de al menos 2 píxeles de ancho y de alto.</translation>
    </message>
    <message>
        <source>You read first: where words point is told once your reading is committed.</source>
        <translation>Usted lee primero: adónde señalan unas palabras se dice cuando su lectura esté confirmada.</translation>
    </message>
    <message>
        <source>What the model says stays hidden, because that it is seen could not be kept: %1</source>
        <translation>Lo que dice el modelo sigue oculto, porque no se pudo anotar que se ve: %1</translation>
    </message>
    <message>
        <source>Another reader had taken over meanwhile. Give it again.</source>
        <translation>Otro lector había tomado el relevo entretanto. Désela de nuevo.</translation>
    </message>
    <message>
        <source>Another report had come meanwhile. Give it again on that one.</source>
        <translation>Otro informe había llegado entretanto. Désela de nuevo sobre ese.</translation>
    </message>
    <message>
        <source>The report is still being written: use it, or leave it, first.</source>
        <translation>El informe todavía se está escribiendo: úselo, o déjelo, antes.</translation>
    </message>
    <message>
        <source>There is no report to judge.</source>
        <translation>No hay informe que valorar.</translation>
    </message>
    <message>
        <source>There is no report to correct.</source>
        <translation>No hay informe que corregir.</translation>
    </message>
    <message>
        <source>%1: %2 is not in this archive.</source>
        <translation>%1: %2 no está en este archivo comprimido.</translation>
    </message>
    <message>
        <source>%1: there is no picture in this archive.</source>
        <translation>%1: no hay ninguna imagen en este archivo comprimido.</translation>
    </message>
    <message>
        <source>%1, line %2: two pictures of one patient are two SHA-256 sums with a tab between; mend or delete the line.</source>
        <translation>%1, línea %2: dos imágenes de un paciente son dos sumas SHA-256 con un tabulador entre ambas; corrija o borre la línea.</translation>
    </message>
    <message>
        <source>a rule needs a name, a shape and what stands in its views, with tabs between</source>
        <translation>una regla necesita un nombre, una forma y lo que va en sus vistas, con tabuladores entre ellos</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is none of 1x1, 1x2, 2x1, 2x2</source>
        <translation>«%1» no es 1x1, 1x2, 2x1 ni 2x2</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not current or prior with frontal, lateral or any</source>
        <translation>«%1» no es current o prior con frontal, lateral o any</translation>
    </message>
    <message>
        <source>%1 has %2 views, and %3 are named</source>
        <translation>%1 tiene %2 vistas, y se nombran %3</translation>
    </message>
    <message>
        <source>no view is meant for the current study</source>
        <translation>ninguna vista es para el estudio actual</translation>
    </message>
    <message>
        <source>%1: there is no rule in it.</source>
        <translation>%1: no hay ninguna regla en él.</translation>
    </message>
    <message>
        <source>%1: another program is changing it. Close that, and try again.</source>
        <translation>%1: otro programa lo está cambiando. Ciérrelo y vuelva a intentarlo.</translation>
    </message>
    <message>
        <source>%1, line %2: a window needs modality, name, center and a width above 0, with tabs between.</source>
        <translation>%1, línea %2: una ventana necesita modalidad, nombre, centro y una anchura mayor que 0, con tabuladores entre ellos.</translation>
    </message>
    <message>
        <source>%1: the tables of words cannot be read. %2.</source>
        <translation>%1: no se pueden leer las tablas de palabras. %2.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no change, nor &quot;none&quot; or &quot;denied&quot;</source>
        <translation>«%1» no es un cambio, ni «none» ni «denied»</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has no word</source>
        <translation>«%1» no tiene palabra</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not in findings.tsv</source>
        <translation>«%1» no está en findings.tsv</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not absent, present, uncertain or unsaid</source>
        <translation>«%1» no es absent, present, uncertain ni unsaid</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no kind of word at a line&apos;s end</source>
        <translation>«%1» no es una clase de palabra al final de una línea</translation>
    </message>
    <message>
        <source>%1: this folder has none of the tables (findings.tsv, places.tsv, …).</source>
        <translation>%1: esta carpeta no tiene ninguna de las tablas (findings.tsv, places.tsv, …).</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has no other side</source>
        <translation>«%1» no tiene otro lado</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no section</source>
        <translation>«%1» no es una sección</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no kind of word</source>
        <translation>«%1» no es una clase de palabra</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no side</source>
        <translation>«%1» no es un lado</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no change</source>
        <translation>«%1» no es un cambio</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not side, severity or change</source>
        <translation>«%1» no es side, severity ni change</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no effect of a cue</source>
        <translation>«%1» no es un efecto de una señal</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no direction</source>
        <translation>«%1» no es una dirección</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is for cues whose effect is uncertain</source>
        <translation>«%1» es para señales de efecto dudoso</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no trait of a cue</source>
        <translation>«%1» no es un rasgo de una señal</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not named, enclosing, word, sided or entry</source>
        <translation>«%1» no es named, enclosing, word, sided ni entry</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not &quot;denies&quot; or &quot;-&quot;</source>
        <translation>«%1» no es «denies» ni «-»</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not present, absent, uncertain or borderline</source>
        <translation>«%1» no es present, absent, uncertain ni borderline</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not in places.tsv</source>
        <translation>«%1» no está en places.tsv</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not in qualities.tsv</source>
        <translation>«%1» no está en qualities.tsv</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is neither a finding of findings.tsv nor a tag</source>
        <translation>«%1» no es un hallazgo de findings.tsv ni una etiqueta</translation>
    </message>
    <message>
        <source>%1: this folder of tables does not exist.</source>
        <translation>%1: esta carpeta de tablas no existe.</translation>
    </message>
    <message>
        <source>there are more languages than 32</source>
        <translation>hay más de 32 idiomas</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not one word in lower case without accents</source>
        <translation>«%1» no es una sola palabra en minúscula y sin acentos</translation>
    </message>
    <message>
        <source>%1: this folder holds no tables of a language.</source>
        <translation>%1: esta carpeta no contiene tablas de ningún idioma.</translation>
    </message>
    <message>
        <source>There are no tables for the language &quot;%1&quot; in %2; there are: %3.</source>
        <translation>No hay tablas para el idioma «%1» en %2; las hay para: %3.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no sign</source>
        <translation>«%1» no es un signo</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no number</source>
        <translation>«%1» no es un número</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no whole number of points</source>
        <translation>«%1» no es un número entero de puntos</translation>
    </message>
    <message>
        <source>too many variants in one cell</source>
        <translation>demasiadas variantes en una celda</translation>
    </message>
    <message>
        <source>a bracket is not closed in &quot;%1&quot;</source>
        <translation>un paréntesis no se cierra en «%1»</translation>
    </message>
    <message>
        <source>a bracket is empty in &quot;%1&quot;</source>
        <translation>un paréntesis está vacío en «%1»</translation>
    </message>
    <message>
        <source>%1:%2: %3.</source>
        <translation>%1:%2: %3.</translation>
    </message>
    <message>
        <source>a phrase is too long</source>
        <translation>una frase es demasiado larga</translation>
    </message>
    <message>
        <source>%1: this table of the ontology cannot be read.</source>
        <translation>%1: no se puede leer esta tabla de la ontología.</translation>
    </message>
    <message>
        <source>%1: a table of the ontology may have 16 MB.</source>
        <translation>%1: una tabla de la ontología puede tener 16 MB.</translation>
    </message>
    <message>
        <source>the table is not UTF-8</source>
        <translation>la tabla no está en UTF-8</translation>
    </message>
    <message>
        <source>a row needs %1 cells between tabs, this one has %2</source>
        <translation>una fila necesita %1 celdas entre tabuladores; esta tiene %2</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not present, absent or uncertain</source>
        <translation>«%1» no es present, absent ni uncertain</translation>
    </message>
    <message>
        <source>it is of another network.</source>
        <translation>es de otra red.</translation>
    </message>
    <message>
        <source>%1: this model does not give its stored output here (difference %2). Nothing it says can be trusted.</source>
        <translation>%1: este modelo no da aquí su salida guardada (diferencia %2). No es fiable nada de lo que diga.</translation>
    </message>
    <message>
        <source>The GPU cuda:%1 does not work here (no such card, no NVIDIA driver, or LibTorch without CUDA). Use --device cpu or auto.</source>
        <translation>La GPU cuda:%1 no funciona aquí (no hay tal tarjeta, falta el controlador de NVIDIA, o LibTorch es sin CUDA). Use --device cpu o auto.</translation>
    </message>
    <message>
        <source>%1: the network has %2 outputs and the card names %3. Name them all in card.json, in their order, as &quot;%4&quot;.</source>
        <translation>%1: la red tiene %2 salidas y la ficha nombra %3. Nómbrelas todas en card.json, en su orden, como «%4».</translation>
    </message>
    <message>
        <source>%1: these are not the weights that the card describes (SHA-256 %2… instead of %3…). Copy the model folder again.</source>
        <translation>%1: estos no son los pesos que describe la ficha (SHA-256 %2… en lugar de %3…). Copie de nuevo la carpeta del modelo.</translation>
    </message>
    <message>
        <source>%1: the card says that sentences and regions are aligned, but the network has no text encoder or projection.</source>
        <translation>%1: la ficha dice que frases y regiones están alineadas, pero la red no tiene codificador de texto o proyección.</translation>
    </message>
    <message>
        <source>%1: card and configuration name different input sizes.</source>
        <translation>%1: la ficha y la configuración nombran tamaños de entrada distintos.</translation>
    </message>
    <message>
        <source>%1: there is not enough memory for this model.</source>
        <translation>%1: no hay memoria suficiente para este modelo.</translation>
    </message>
    <message>
        <source>%1: the network cannot be built: %2</source>
        <translation>%1: no se puede construir la red: %2</translation>
    </message>
    <message>
        <source>There is not enough memory to run the model on this picture.</source>
        <translation>No hay memoria suficiente para ejecutar el modelo con esta imagen.</translation>
    </message>
    <message>
        <source>The network failed: %1</source>
        <translation>La red falló: %1</translation>
    </message>
    <message>
        <source>The picture was not prepared for this model.</source>
        <translation>La imagen no se preparó para este modelo.</translation>
    </message>
    <message>
        <source>%1: in bfloat16 this model says something else. Use --precision auto.</source>
        <translation>%1: en bfloat16 este modelo dice otra cosa. Use --precision auto.</translation>
    </message>
    <message>
        <source>%1 cannot run this model: %2</source>
        <translation>%1 no puede ejecutar este modelo: %2</translation>
    </message>
    <message>
        <source>There is not enough memory to run %1.</source>
        <translation>No hay memoria suficiente para ejecutar %1.</translation>
    </message>
    <message>
        <source>%1 failed: %2</source>
        <translation>%1 falló: %2</translation>
    </message>
    <message>
        <source>%1: this model is no converted classifier and gives no scores: name it as the model itself (asg analyse --model) to see what it says.</source>
        <translation>%1: este modelo no es un clasificador convertido y no da puntuaciones: indíquelo como el propio modelo (asg analyse --model) para ver lo que dice.</translation>
    </message>
    <message>
        <source>%1: this model does not run here: %2</source>
        <translation>%1: este modelo no se ejecuta aquí: %2</translation>
    </message>
    <message>
        <source>%1: this model says the same of every picture. &quot;mean&quot; and &quot;deviation&quot; of its input are not those that its weights were trained with. Correct them, or convert it again.</source>
        <translation>%1: este modelo dice lo mismo de todas las imágenes. «mean» y «deviation» de su entrada no son las del entrenamiento de sus pesos. Corríjalas, o conviértalo de nuevo.</translation>
    </message>
    <message>
        <source>the vocabulary holds &quot;%1&quot; twice.</source>
        <translation>el vocabulario contiene «%1» dos veces.</translation>
    </message>
    <message>
        <source>the vocabulary lacks %1.</source>
        <translation>al vocabulario le falta %1.</translation>
    </message>
    <message>
        <source>%1: no model.safetensors, weights.safetensors or pytorch_model.bin in it.</source>
        <translation>%1: no hay model.safetensors, weights.safetensors ni pytorch_model.bin en él.</translation>
    </message>
    <message>
        <source>%1: neither a safetensors file nor one that PyTorch saved.</source>
        <translation>%1: no es un archivo safetensors ni uno guardado por PyTorch.</translation>
    </message>
    <message>
        <source>%1: none of the known kinds of checkpoint (its first tensor is %2).</source>
        <translation>%1: no es ninguna de las clases conocidas de punto de control (su primer tensor es %2).</translation>
    </message>
    <message>
        <source>the tag queries need the vocabulary: name Bio_ClinicalBERT&apos;s vocab.txt with --vocab.</source>
        <translation>las consultas de etiquetas necesitan el vocabulario: indique el vocab.txt de Bio_ClinicalBERT con --vocab.</translation>
    </message>
    <message>
        <source>there is no BERT to make the tag queries with.</source>
        <translation>no hay un BERT con que hacer las consultas de etiquetas.</translation>
    </message>
    <message>
        <source>the checkpoint lacks tensors of the network, or has them in another shape: %1.</source>
        <translation>al punto de control le faltan tensores de la red, o los tiene de otra forma: %1.</translation>
    </message>
    <message>
        <source>the checkpoint lacks tensors of the network, or has them in another shape: %1 and %2 more.</source>
        <translation>al punto de control le faltan tensores de la red, o los tiene de otra forma: %1 y %2 más.</translation>
    </message>
    <message>
        <source>not enough memory to convert this checkpoint.</source>
        <translation>no hay memoria suficiente para convertir este punto de control.</translation>
    </message>
    <message>
        <source>the conversion failed: %1</source>
        <translation>la conversión falló: %1</translation>
    </message>
    <message>
        <source>the classifier has %1 outputs and %2 names. Give one for each with --outputs.</source>
        <translation>el clasificador tiene %1 salidas y %2 nombres. Dé uno para cada una con --outputs.</translation>
    </message>
    <message>
        <source>the classifier has %1 outputs and %2 operating points. Give one for each with --operating-points.</source>
        <translation>el clasificador tiene %1 salidas y %2 puntos de operación. Dé uno para cada una con --operating-points.</translation>
    </message>
    <message>
        <source>an operating point must lie between 0 and 1, or be nan for an output that was not trained (--operating-points).</source>
        <translation>un punto de operación debe estar entre 0 y 1, o ser nan para una salida sin entrenar (--operating-points).</translation>
    </message>
    <message>
        <source>%1: not a model&apos;s configuration (no &quot;network&quot;).</source>
        <translation>%1: no es la configuración de un modelo (no hay «network»).</translation>
    </message>
    <message>
        <source>%1: not enough memory for this model.</source>
        <translation>%1: no hay memoria suficiente para este modelo.</translation>
    </message>
    <message>
        <source>%1: it has more entries than the network knows words.</source>
        <translation>%1: tiene más entradas que palabras conoce la red.</translation>
    </message>
    <message>
        <source>the weights do not fit the network: %1.</source>
        <translation>los pesos no corresponden a la red: %1.</translation>
    </message>
    <message>
        <source>the weights do not fit the network: %1 and %2 more.</source>
        <translation>los pesos no corresponden a la red: %1 y %2 más.</translation>
    </message>
    <message>
        <source>the pickle is damaged or hostile: %1</source>
        <translation>el pickle está dañado o es hostil: %1</translation>
    </message>
    <message>
        <source>not enough memory for the pickle</source>
        <translation>no hay memoria suficiente para el pickle</translation>
    </message>
    <message>
        <source>tensor &quot;%1&quot; %2</source>
        <translation>tensor «%1» %2</translation>
    </message>
    <message>
        <source>too short for a safetensors file</source>
        <translation>demasiado corto para un archivo safetensors</translation>
    </message>
    <message>
        <source>the header claims more than 100 MB, or this is no safetensors file</source>
        <translation>la cabecera declara más de 100 MB, o no es un archivo safetensors</translation>
    </message>
    <message>
        <source>the header reaches beyond the end of the file</source>
        <translation>la cabecera llega más allá del final del archivo</translation>
    </message>
    <message>
        <source>the header could not be read</source>
        <translation>no se pudo leer la cabecera</translation>
    </message>
    <message>
        <source>not a safetensors file: its header is no JSON object</source>
        <translation>no es un archivo safetensors: su cabecera no es un objeto JSON</translation>
    </message>
    <message>
        <source>the header is nested deeper than any</source>
        <translation>la cabecera está anidada más que ninguna</translation>
    </message>
    <message>
        <source>the header is not valid JSON</source>
        <translation>la cabecera no es JSON válido</translation>
    </message>
    <message>
        <source>stands twice in the header</source>
        <translation>aparece dos veces en la cabecera</translation>
    </message>
    <message>
        <source>__metadata__ is not an object</source>
        <translation>__metadata__ no es un objeto</translation>
    </message>
    <message>
        <source>__metadata__ holds something that is not text</source>
        <translation>__metadata__ contiene algo que no es texto</translation>
    </message>
    <message>
        <source>lacks dtype, shape or data_offsets</source>
        <translation>no tiene dtype, shape o data_offsets</translation>
    </message>
    <message>
        <source>tensor &quot;%1&quot; has the unknown type %2</source>
        <translation>el tensor «%1» tiene el tipo desconocido %2</translation>
    </message>
    <message>
        <source>has too many dimensions</source>
        <translation>tiene demasiadas dimensiones</translation>
    </message>
    <message>
        <source>has an impossible shape</source>
        <translation>tiene una forma imposible</translation>
    </message>
    <message>
        <source>has impossible offsets</source>
        <translation>tiene desplazamientos imposibles</translation>
    </message>
    <message>
        <source>has a length that is not its shape&apos;s</source>
        <translation>tiene una longitud que no es la de su forma</translation>
    </message>
    <message>
        <source>overlaps another</source>
        <translation>se solapa con otro</translation>
    </message>
    <message>
        <source>leaves a hole before it</source>
        <translation>deja un hueco delante</translation>
    </message>
    <message>
        <source>the data is cut off</source>
        <translation>los datos están cortados</translation>
    </message>
    <message>
        <source>there is data that belongs to no tensor</source>
        <translation>hay datos que no son de ningún tensor</translation>
    </message>
    <message>
        <source>a tensor must not be named __metadata__.</source>
        <translation>un tensor no debe llamarse __metadata__.</translation>
    </message>
    <message>
        <source>tensor &quot;%1&quot;: safetensors has no such type.</source>
        <translation>tensor «%1»: safetensors no tiene ese tipo.</translation>
    </message>
    <message>
        <source>not enough memory for its tensors</source>
        <translation>no hay memoria suficiente para sus tensores</translation>
    </message>
    <message>
        <source>reading</source>
        <translation>al leer</translation>
    </message>
    <message>
        <source>opening</source>
        <translation>al abrir</translation>
    </message>
    <message>
        <source>%1: a tensor&apos;s name or a note is not UTF-8.</source>
        <translation>%1: el nombre de un tensor o una nota no está en UTF-8.</translation>
    </message>
    <message>
        <source>%1: could not be written: %2</source>
        <translation>%1: no se pudo escribir: %2</translation>
    </message>
    <message>
        <source>the vocabulary has more entries than BERT&apos;s word table; it is another model&apos;s.</source>
        <translation>el vocabulario tiene más entradas que la tabla de palabras de BERT; es de otro modelo.</translation>
    </message>
    <message>
        <source>the tag queries could not be made: %1</source>
        <translation>no se pudieron hacer las consultas de etiquetas: %1</translation>
    </message>
    <message>
        <source>%1 is missing.</source>
        <translation>falta %1.</translation>
    </message>
    <message>
        <source>%1 has another shape than the recipe&apos;s network.</source>
        <translation>%1 tiene otra forma que la red de la receta.</translation>
    </message>
    <message>
        <source>%1 is no tensor of the recipe&apos;s network.</source>
        <translation>%1 no es un tensor de la red de la receta.</translation>
    </message>
    <message>
        <source>%1: not a file that PyTorch saved (neither a zip nor a pickle).</source>
        <translation>%1: no es un archivo guardado por PyTorch (ni zip ni pickle).</translation>
    </message>
    <message>
        <source>%1: refused: %2.</source>
        <translation>%1: rechazado: %2.</translation>
    </message>
    <message>
        <source>%1: not enough memory for its tensors.</source>
        <translation>%1: no hay memoria suficiente para sus tensores.</translation>
    </message>
    <message>
        <source>%1: the archive is damaged or cut off.</source>
        <translation>%1: el archivo comprimido está dañado o cortado.</translation>
    </message>
    <message>
        <source>%1 is not there. Bring it back to where the project has it, or make the project anew.</source>
        <translation>%1 no está ahí. Devuélvalo a donde lo tiene el proyecto, o haga el proyecto de nuevo.</translation>
    </message>
    <message>
        <source>%1 is not the picture that the project was made with. Bring that one back, or make the project anew.</source>
        <translation>%1 no es la imagen con la que se hizo el proyecto. Recupere aquella, o haga el proyecto de nuevo.</translation>
    </message>
    <message>
        <source>%1 is not the picture that was asked for: its bytes are others. Bring that one back.</source>
        <translation>%1 no es la imagen que se pidió: sus bytes son otros. Recupere aquella.</translation>
    </message>
    <message>
        <source>LibTorch, which runs the model, cannot be loaded (%1). The command asg-fetch-libtorch fetches it once, as root. Pictures, reports and decisions work without it.</source>
        <translation>No se puede cargar LibTorch, que ejecuta el modelo (%1). La orden asg-fetch-libtorch la obtiene una vez, como administrador. Las imágenes, los informes y las decisiones funcionan sin ella.</translation>
    </message>
    <message>
        <source>%1 is missing: install the package asg-training.</source>
        <translation>Falta %1: instale el paquete asg-training.</translation>
    </message>
    <message>
        <source>%1: the archive cannot be made: %2.</source>
        <translation>%1: no se puede hacer el archivo comprimido: %2.</translation>
    </message>
    <message>
        <source>%1: this build writes no archives; libarchive-dev was missing.</source>
        <translation>%1: esta compilación no escribe archivos comprimidos; faltaba libarchive-dev.</translation>
    </message>
    <message>
        <source>Decisions cannot be kept in %1: %2</source>
        <translation>No se pueden guardar decisiones en %1: %2</translation>
    </message>
    <message>
        <source>Name a folder of your own in ASG_DATA, or have this one given to you.</source>
        <translation>Indique una carpeta propia en ASG_DATA, o haga que le den esta.</translation>
    </message>
    <message>
        <source>Decisions are kept in %1; it can be written to.</source>
        <translation>Las decisiones se guardan en %1; se puede escribir en ella.</translation>
    </message>
    <message>
        <source>Decisions will be kept in %1, which is made with the first one.</source>
        <translation>Las decisiones se guardarán en %1, que se crea con la primera.</translation>
    </message>
    <message>
        <source>How much room the disk has cannot be found out.</source>
        <translation>No se puede averiguar cuánto sitio hay en el disco.</translation>
    </message>
    <message>
        <source>Disk: %1 MiB are free where decisions are kept.</source>
        <translation>Disco: %1 MiB libres donde se guardan las decisiones.</translation>
    </message>
    <message>
        <source>Make room: a decision that cannot be written is not taken.</source>
        <translation>Haga sitio: una decisión que no puede escribirse no se toma.</translation>
    </message>
    <message>
        <source>Journals: none yet.</source>
        <translation>Diarios: todavía ninguno.</translation>
    </message>
    <message>
        <source>Journals: %1, all whole, with %2 decisions.</source>
        <translation>Diarios: %1, todos íntegros, con %2 decisiones.</translation>
    </message>
    <message>
        <source>Journals: %1 of %2 are not whole, the first %3.</source>
        <translation>Diarios: %1 de %2 no están íntegros; el primero, %3.</translation>
    </message>
    <message>
        <source>asg journal verify FILE says what is wrong with one. Change nothing by hand, and keep a copy.</source>
        <translation>asg journal verify ARCHIVO dice qué le ocurre a uno. No cambie nada a mano, y guarde una copia.</translation>
    </message>
    <message>
        <source>Libraries, by the numbers of their files: %1.</source>
        <translation>Bibliotecas, por el número de sus archivos: %1.</translation>
    </message>
    <message>
        <source>Tables that reports are read by: whole.</source>
        <translation>Tablas con que se leen los informes: íntegras.</translation>
    </message>
    <message>
        <source>Reports cannot be read: %1</source>
        <translation>No se pueden leer informes: %1</translation>
    </message>
    <message>
        <source>Install the program anew.</source>
        <translation>Reinstale el programa.</translation>
    </message>
    <message>
        <source>Decoding of pictures (asg-decode): works.</source>
        <translation>Decodificación de imágenes (asg-decode): funciona.</translation>
    </message>
    <message>
        <source>Install the program anew; asg-decode must lie beside it.</source>
        <translation>Reinstale el programa; asg-decode debe estar junto a él.</translation>
    </message>
    <message>
        <source>Pictures cannot be decoded: %1</source>
        <translation>No se pueden decodificar imágenes: %1</translation>
    </message>
    <message>
        <source>A picture was decoded wrongly.</source>
        <translation>Una imagen se decodificó mal.</translation>
    </message>
    <message>
        <source>How much memory there is cannot be found out.</source>
        <translation>No se puede averiguar cuánta memoria hay.</translation>
    </message>
    <message>
        <source>Memory: %1 of %2 MiB are free.</source>
        <translation>Memoria: %1 de %2 MiB libres.</translation>
    </message>
    <message>
        <source>Close other programs: a large picture with the model needs about 1 GiB.</source>
        <translation>Cierre otros programas: una imagen grande con el modelo necesita cerca de 1 GiB.</translation>
    </message>
    <message>
        <source>Processor: %1 threads.</source>
        <translation>Procesador: %1 hilos.</translation>
    </message>
    <message>
        <source>Language setting: UTF-8.</source>
        <translation>Configuración regional: UTF-8.</translation>
    </message>
    <message>
        <source>Language setting: not UTF-8, so other letters than English ones in names of files may be shown wrong.</source>
        <translation>Configuración regional: no es UTF-8, así que las letras no inglesas de los nombres de archivo pueden verse mal.</translation>
    </message>
    <message>
        <source>Set LANG to a language with UTF-8, as C.UTF-8.</source>
        <translation>Ponga en LANG un idioma con UTF-8, por ejemplo C.UTF-8.</translation>
    </message>
    <message>
        <source>Graphics: NVIDIA&apos;s driver %1 with %2 GPUs.</source>
        <translation>Gráficos: controlador de NVIDIA %1 con %2 GPU.</translation>
    </message>
    <message>
        <source>Graphics: the system has a driver of a GPU.</source>
        <translation>Gráficos: el sistema tiene controlador de una GPU.</translation>
    </message>
    <message>
        <source>Graphics: no driver of a GPU, so pictures are drawn by the processor and the model runs on it.</source>
        <translation>Gráficos: sin controlador de GPU; las imágenes las dibuja el procesador, y el modelo se ejecuta en él.</translation>
    </message>
    <message>
        <source>Screen: Wayland; the viewer draws through XWayland, by OpenGL where that works.</source>
        <translation>Pantalla: Wayland; el visor dibuja a través de XWayland, con OpenGL donde funciona.</translation>
    </message>
    <message>
        <source>Screen: X11; the viewer draws by OpenGL where that works.</source>
        <translation>Pantalla: X11; el visor dibuja con OpenGL donde funciona.</translation>
    </message>
    <message>
        <source>Screen: Wayland without XWayland, so the viewer draws without OpenGL, more slowly.</source>
        <translation>Pantalla: Wayland sin XWayland; el visor dibuja sin OpenGL, más despacio.</translation>
    </message>
    <message>
        <source>Install the package xwayland and start the session again.</source>
        <translation>Instale el paquete xwayland y vuelva a iniciar la sesión.</translation>
    </message>
    <message>
        <source>Screen: none here, so the viewer cannot start; asg works without one.</source>
        <translation>Pantalla: aquí no hay ninguna, así que el visor no puede arrancar; asg funciona sin ella.</translation>
    </message>
    <message>
        <source>LibTorch %1: loaded, with its half for NVIDIA&apos;s GPUs.</source>
        <translation>LibTorch %1: cargada, con su parte para las GPU de NVIDIA.</translation>
    </message>
    <message>
        <source>LibTorch %1: loaded, for the processor alone.</source>
        <translation>LibTorch %1: cargada, solo para el procesador.</translation>
    </message>
    <message>
        <source>The model cannot be used: %1</source>
        <translation>No se puede usar el modelo: %1</translation>
    </message>
    <message>
        <source>Install the program anew, or name another model.</source>
        <translation>Reinstale el programa, o indique otro modelo.</translation>
    </message>
    <message>
        <source>Model %1 %2: whole; it comes without a canary.</source>
        <translation>Modelo %1 %2: íntegro; viene sin prueba de control.</translation>
    </message>
    <message>
        <source>Model %1 %2: whole, and it computes here what it did where it was made.</source>
        <translation>Modelo %1 %2: íntegro, y calcula aquí lo mismo que donde se hizo.</translation>
    </message>
    <message>
        <source>its weights are not those that its card names.</source>
        <translation>sus pesos no son los que nombra su ficha.</translation>
    </message>
    <message>
        <source>Model %1 %2: whole, but it was not run.</source>
        <translation>Modelo %1 %2: íntegro, pero no se ha ejecutado.</translation>
    </message>
    <message>
        <source>OpenGL does not work here: the picture is drawn without it, more slowly.</source>
        <translation>OpenGL no funciona aquí: la imagen se dibuja sin él, más despacio.</translation>
    </message>
    <message>
        <source>Install the driver of the GPU, or the package libgl1-mesa-dri.</source>
        <translation>Instale el controlador de la GPU, o el paquete libgl1-mesa-dri.</translation>
    </message>
    <message>
        <source>OpenGL: by the processor (%1).</source>
        <translation>OpenGL: con el procesador (%1).</translation>
    </message>
    <message>
        <source>OpenGL: by the GPU (%1).</source>
        <translation>OpenGL: con la GPU (%1).</translation>
    </message>
    <message>
        <source>The model cannot be run: %1</source>
        <translation>No se puede ejecutar el modelo: %1</translation>
    </message>
    <message>
        <source>%1: what is to be taken does not go on from this journal.</source>
        <translation>%1: lo que se quiere tomar no continúa este diario.</translation>
    </message>
    <message>
        <source>cannot be opened</source>
        <translation>no se puede abrir</translation>
    </message>
    <message>
        <source>%1: another program is bringing decisions into this folder. Try again once it is done.</source>
        <translation>%1: otro programa está trayendo decisiones a esta carpeta. Vuelva a intentarlo cuando acabe.</translation>
    </message>
    <message>
        <source>%1: its decisions are not on one picture.</source>
        <translation>%1: sus decisiones no son de una sola imagen.</translation>
    </message>
    <message>
        <source>These decisions are here to be read; none can be added.</source>
        <translation>Estas decisiones están aquí para leerse; no se puede añadir ninguna.</translation>
    </message>
</context>
<context>
    <name>Finding</name>
    <message>
        <source>abdominal stent</source>
        <translation>endoprótesis abdominal</translation>
    </message>
    <message>
        <source>acute disease</source>
        <translation>enfermedad aguda</translation>
    </message>
    <message>
        <source>adenopathy</source>
        <translation>adenopatías</translation>
    </message>
    <message>
        <source>aerate</source>
        <translation>buena aireación</translation>
    </message>
    <message>
        <source>aerated lungs</source>
        <translation>pulmones bien aireados</translation>
    </message>
    <message>
        <source>after thoracentesis</source>
        <translation>tras toracocentesis</translation>
    </message>
    <message>
        <source>air-fluid level</source>
        <translation>nivel hidroaéreo</translation>
    </message>
    <message>
        <source>airway disease</source>
        <translation>enfermedad de la vía aérea</translation>
    </message>
    <message>
        <source>airway inflammation</source>
        <translation>inflamación de la vía aérea</translation>
    </message>
    <message>
        <source>aortic stent</source>
        <translation>endoprótesis aórtica</translation>
    </message>
    <message>
        <source>artifact</source>
        <translation>artefacto</translation>
    </message>
    <message>
        <source>ascites</source>
        <translation>ascitis</translation>
    </message>
    <message>
        <source>aspiration</source>
        <translation>aspiración</translation>
    </message>
    <message>
        <source>atelectasis</source>
        <translation>atelectasia</translation>
    </message>
    <message>
        <source>atherosclerosis</source>
        <translation>ateromatosis</translation>
    </message>
    <message>
        <source>azygos fissure</source>
        <translation>cisura ácigos</translation>
    </message>
    <message>
        <source>blunt</source>
        <translation>seno costofrénico pinzado</translation>
    </message>
    <message>
        <source>bone density</source>
        <translation>densidad ósea</translation>
    </message>
    <message>
        <source>bone disease</source>
        <translation>enfermedad ósea</translation>
    </message>
    <message>
        <source>bone lesion</source>
        <translation>lesión ósea</translation>
    </message>
    <message>
        <source>bony injury</source>
        <translation>traumatismo óseo</translation>
    </message>
    <message>
        <source>borderline cardiomegaly</source>
        <translation>cardiomegalia en el límite</translation>
    </message>
    <message>
        <source>bowel disease</source>
        <translation>enfermedad intestinal</translation>
    </message>
    <message>
        <source>bowel interposition</source>
        <translation>interposición intestinal</translation>
    </message>
    <message>
        <source>breast implant</source>
        <translation>prótesis mamaria</translation>
    </message>
    <message>
        <source>bronchial wall thickening</source>
        <translation>engrosamiento de paredes bronquiales</translation>
    </message>
    <message>
        <source>bronchiectasis</source>
        <translation>bronquiectasias</translation>
    </message>
    <message>
        <source>bullae</source>
        <translation>bulla</translation>
    </message>
    <message>
        <source>cabg</source>
        <translation>derivación aortocoronaria</translation>
    </message>
    <message>
        <source>calcification</source>
        <translation>calcificación</translation>
    </message>
    <message>
        <source>cardiac pacemaker</source>
        <translation>marcapasos cardíaco</translation>
    </message>
    <message>
        <source>cardiomegaly</source>
        <translation>cardiomegalia</translation>
    </message>
    <message>
        <source>cervical rib</source>
        <translation>costilla cervical</translation>
    </message>
    <message>
        <source>chamber enlargement</source>
        <translation>dilatación de cavidades</translation>
    </message>
    <message>
        <source>chest tube</source>
        <translation>tubo de tórax</translation>
    </message>
    <message>
        <source>collapse</source>
        <translation>colapso</translation>
    </message>
    <message>
        <source>consolidation</source>
        <translation>consolidación</translation>
    </message>
    <message>
        <source>copd</source>
        <translation>EPOC</translation>
    </message>
    <message>
        <source>coronary stent</source>
        <translation>endoprótesis coronaria</translation>
    </message>
    <message>
        <source>crowding</source>
        <translation>apiñamiento vascular</translation>
    </message>
    <message>
        <source>deformity</source>
        <translation>deformidad</translation>
    </message>
    <message>
        <source>degenerative change</source>
        <translation>cambios degenerativos de la columna</translation>
    </message>
    <message>
        <source>degenerative joint</source>
        <translation>cambios degenerativos</translation>
    </message>
    <message>
        <source>device</source>
        <translation>dispositivo</translation>
    </message>
    <message>
        <source>device fracture</source>
        <translation>rotura de dispositivo</translation>
    </message>
    <message>
        <source>device lead</source>
        <translation>electrodo de dispositivo</translation>
    </message>
    <message>
        <source>diaphragmatic elevation</source>
        <translation>elevación diafragmática</translation>
    </message>
    <message>
        <source>diaphragmatic injury</source>
        <translation>lesión diafragmática</translation>
    </message>
    <message>
        <source>dilation</source>
        <translation>vaso dilatado</translation>
    </message>
    <message>
        <source>dislocation</source>
        <translation>luxación</translation>
    </message>
    <message>
        <source>distention</source>
        <translation>distensión</translation>
    </message>
    <message>
        <source>drainage</source>
        <translation>drenaje</translation>
    </message>
    <message>
        <source>dust disease</source>
        <translation>neumoconiosis</translation>
    </message>
    <message>
        <source>edema</source>
        <translation>edema pulmonar</translation>
    </message>
    <message>
        <source>embolism</source>
        <translation>embolia</translation>
    </message>
    <message>
        <source>emphysema</source>
        <translation>enfisema</translation>
    </message>
    <message>
        <source>endobronchial valve</source>
        <translation>válvula endobronquial</translation>
    </message>
    <message>
        <source>endotracheal tube</source>
        <translation>tubo endotraqueal</translation>
    </message>
    <message>
        <source>engorgement</source>
        <translation>congestión vascular</translation>
    </message>
    <message>
        <source>enlarged cardiomediastinum</source>
        <translation>mediastino ensanchado</translation>
    </message>
    <message>
        <source>enteric tube</source>
        <translation>sonda nasogástrica</translation>
    </message>
    <message>
        <source>epidural catheter</source>
        <translation>catéter epidural</translation>
    </message>
    <message>
        <source>external object</source>
        <translation>objeto externo</translation>
    </message>
    <message>
        <source>fat pad</source>
        <translation>almohadilla grasa</translation>
    </message>
    <message>
        <source>fissural displacement</source>
        <translation>desplazamiento cisural</translation>
    </message>
    <message>
        <source>fissural fluid</source>
        <translation>líquido cisural</translation>
    </message>
    <message>
        <source>fissural thickening</source>
        <translation>engrosamiento cisural</translation>
    </message>
    <message>
        <source>flail chest</source>
        <translation>tórax inestable</translation>
    </message>
    <message>
        <source>flat diaphragms</source>
        <translation>diafragmas aplanados</translation>
    </message>
    <message>
        <source>foreign body</source>
        <translation>cuerpo extraño</translation>
    </message>
    <message>
        <source>fracture</source>
        <translation>fractura</translation>
    </message>
    <message>
        <source>free air</source>
        <translation>aire libre</translation>
    </message>
    <message>
        <source>gallstone</source>
        <translation>litiasis biliar</translation>
    </message>
    <message>
        <source>gastric dilation</source>
        <translation>dilatación gástrica</translation>
    </message>
    <message>
        <source>gastric fluid level</source>
        <translation>nivel hidroaéreo gástrico</translation>
    </message>
    <message>
        <source>granuloma</source>
        <translation>granuloma</translation>
    </message>
    <message>
        <source>granulomatous disease</source>
        <translation>enfermedad granulomatosa</translation>
    </message>
    <message>
        <source>great vessel disease</source>
        <translation>enfermedad de grandes vasos</translation>
    </message>
    <message>
        <source>great vessel enlargement</source>
        <translation>dilatación de grandes vasos</translation>
    </message>
    <message>
        <source>haematoma</source>
        <translation>hematoma</translation>
    </message>
    <message>
        <source>hardware</source>
        <translation>material quirúrgico</translation>
    </message>
    <message>
        <source>heart disease</source>
        <translation>cardiopatía</translation>
    </message>
    <message>
        <source>heart failure</source>
        <translation>insuficiencia cardíaca</translation>
    </message>
    <message>
        <source>hernia</source>
        <translation>hernia</translation>
    </message>
    <message>
        <source>hilar enlargement</source>
        <translation>hilio aumentado</translation>
    </message>
    <message>
        <source>hyperinflate</source>
        <translation>hiperinsuflación</translation>
    </message>
    <message>
        <source>hyperinflation</source>
        <translation>signos de hiperinsuflación</translation>
    </message>
    <message>
        <source>hyperlucent</source>
        <translation>hiperclaridad</translation>
    </message>
    <message>
        <source>hypertension word</source>
        <translation>hipertensión</translation>
    </message>
    <message>
        <source>infiltration</source>
        <translation>infiltrado</translation>
    </message>
    <message>
        <source>interstitial emphysema</source>
        <translation>enfisema intersticial</translation>
    </message>
    <message>
        <source>interstitial lung disease</source>
        <translation>enfermedad pulmonar intersticial</translation>
    </message>
    <message>
        <source>ivc filter</source>
        <translation>filtro de vena cava inferior</translation>
    </message>
    <message>
        <source>left chest tube</source>
        <translation>tubo de tórax izquierdo</translation>
    </message>
    <message>
        <source>left lower lobectomy</source>
        <translation>lobectomía inferior izquierda</translation>
    </message>
    <message>
        <source>left upper lobectomy</source>
        <translation>lobectomía superior izquierda</translation>
    </message>
    <message>
        <source>lesion</source>
        <translation>lesión</translation>
    </message>
    <message>
        <source>line</source>
        <translation>catéter</translation>
    </message>
    <message>
        <source>low lung volumes</source>
        <translation>volúmenes pulmonares bajos</translation>
    </message>
    <message>
        <source>lung abnormality</source>
        <translation>alteración pulmonar</translation>
    </message>
    <message>
        <source>lung disease</source>
        <translation>enfermedad pulmonar</translation>
    </message>
    <message>
        <source>lung injury</source>
        <translation>lesión pulmonar aguda</translation>
    </message>
    <message>
        <source>lung metastases</source>
        <translation>metástasis pulmonares</translation>
    </message>
    <message>
        <source>malignancy</source>
        <translation>neoplasia maligna</translation>
    </message>
    <message>
        <source>malignant character</source>
        <translation>carácter maligno</translation>
    </message>
    <message>
        <source>marking</source>
        <translation>trama pulmonar prominente</translation>
    </message>
    <message>
        <source>mass</source>
        <translation>masa</translation>
    </message>
    <message>
        <source>mediastinal drain</source>
        <translation>drenaje mediastínico</translation>
    </message>
    <message>
        <source>mediastinal fat</source>
        <translation>grasa mediastínica</translation>
    </message>
    <message>
        <source>mediastinal haematoma</source>
        <translation>hematoma mediastínico</translation>
    </message>
    <message>
        <source>mediastinal mass</source>
        <translation>masa mediastínica</translation>
    </message>
    <message>
        <source>metastasis</source>
        <translation>metástasis</translation>
    </message>
    <message>
        <source>minor fissure fluid</source>
        <translation>líquido en la cisura menor</translation>
    </message>
    <message>
        <source>monitor leads</source>
        <translation>electrodos de monitorización</translation>
    </message>
    <message>
        <source>named sign</source>
        <translation>signo con nombre propio</translation>
    </message>
    <message>
        <source>nipple shadow</source>
        <translation>sombra del pezón</translation>
    </message>
    <message>
        <source>nodule</source>
        <translation>nódulo</translation>
    </message>
    <message>
        <source>obscure</source>
        <translation>borde borrado</translation>
    </message>
    <message>
        <source>oesophageal disease</source>
        <translation>enfermedad esofágica</translation>
    </message>
    <message>
        <source>opacity</source>
        <translation>opacidad</translation>
    </message>
    <message>
        <source>operation</source>
        <translation>intervención quirúrgica</translation>
    </message>
    <message>
        <source>organomegaly</source>
        <translation>organomegalia</translation>
    </message>
    <message>
        <source>other tube</source>
        <translation>otro tubo</translation>
    </message>
    <message>
        <source>pacemaker</source>
        <translation>marcapasos</translation>
    </message>
    <message>
        <source>pacing defibrillator</source>
        <translation>marcapasos-desfibrilador</translation>
    </message>
    <message>
        <source>pericardial drain</source>
        <translation>drenaje pericárdico</translation>
    </message>
    <message>
        <source>pericardial effusion</source>
        <translation>derrame pericárdico</translation>
    </message>
    <message>
        <source>pleural calcification</source>
        <translation>calcificación pleural</translation>
    </message>
    <message>
        <source>pleural effusion</source>
        <translation>derrame pleural</translation>
    </message>
    <message>
        <source>pleural puncture</source>
        <translation>punción pleural</translation>
    </message>
    <message>
        <source>pleural thicken</source>
        <translation>engrosamiento pleural</translation>
    </message>
    <message>
        <source>pneumomediastinum</source>
        <translation>neumomediastino</translation>
    </message>
    <message>
        <source>pneumonia</source>
        <translation>neumonía</translation>
    </message>
    <message>
        <source>pneumoperitoneum</source>
        <translation>neumoperitoneo</translation>
    </message>
    <message>
        <source>pneumothorax</source>
        <translation>neumotórax</translation>
    </message>
    <message>
        <source>poor inspiration</source>
        <translation>inspiración insuficiente</translation>
    </message>
    <message>
        <source>postsurgical change</source>
        <translation>cambios posquirúrgicos</translation>
    </message>
    <message>
        <source>pulmonary contusion</source>
        <translation>contusión pulmonar</translation>
    </message>
    <message>
        <source>pulmonary hypertension</source>
        <translation>hipertensión pulmonar</translation>
    </message>
    <message>
        <source>respiratory distress</source>
        <translation>dificultad respiratoria</translation>
    </message>
    <message>
        <source>rib notching</source>
        <translation>muescas costales</translation>
    </message>
    <message>
        <source>right chest tube</source>
        <translation>tubo de tórax derecho</translation>
    </message>
    <message>
        <source>right lower lobectomy</source>
        <translation>lobectomía inferior derecha</translation>
    </message>
    <message>
        <source>right middle lobectomy</source>
        <translation>lobectomía media</translation>
    </message>
    <message>
        <source>right upper lobectomy</source>
        <translation>lobectomía superior derecha</translation>
    </message>
    <message>
        <source>scar</source>
        <translation>cicatriz</translation>
    </message>
    <message>
        <source>scoliosis</source>
        <translation>escoliosis</translation>
    </message>
    <message>
        <source>shift</source>
        <translation>desplazamiento de tráquea o mediastino</translation>
    </message>
    <message>
        <source>soft tissue change</source>
        <translation>alteración de partes blandas</translation>
    </message>
    <message>
        <source>soft tissue edema</source>
        <translation>edema de partes blandas</translation>
    </message>
    <message>
        <source>spinal disease</source>
        <translation>enfermedad de la columna</translation>
    </message>
    <message>
        <source>stent</source>
        <translation>endoprótesis</translation>
    </message>
    <message>
        <source>sternotomy</source>
        <translation>esternotomía</translation>
    </message>
    <message>
        <source>subcutaneous emphysema</source>
        <translation>enfisema subcutáneo</translation>
    </message>
    <message>
        <source>support devices</source>
        <translation>dispositivos de soporte</translation>
    </message>
    <message>
        <source>swallowed object</source>
        <translation>objeto ingerido</translation>
    </message>
    <message>
        <source>thymus</source>
        <translation>timo</translation>
    </message>
    <message>
        <source>tip</source>
        <translation>extremo de tubo o catéter</translation>
    </message>
    <message>
        <source>tracheal shift</source>
        <translation>desviación traqueal</translation>
    </message>
    <message>
        <source>tracheostomy</source>
        <translation>traqueostomía</translation>
    </message>
    <message>
        <source>tube</source>
        <translation>tubo</translation>
    </message>
    <message>
        <source>tuberculosis</source>
        <translation>tuberculosis</translation>
    </message>
    <message>
        <source>tumour</source>
        <translation>tumor</translation>
    </message>
    <message>
        <source>unnamed line</source>
        <translation>catéter sin especificar</translation>
    </message>
    <message>
        <source>upper lobe diversion</source>
        <translation>redistribución a lóbulos superiores</translation>
    </message>
    <message>
        <source>vertebral collapse</source>
        <translation>aplastamiento vertebral</translation>
    </message>
    <message>
        <source>vertebral fracture</source>
        <translation>fractura vertebral</translation>
    </message>
    <message>
        <source>volvulus</source>
        <translation>vólvulo</translation>
    </message>
    <message>
        <source>wire</source>
        <translation>alambre esternal</translation>
    </message>
</context>
<context>
    <name>HangingRule</name>
    <message>
        <source>frontal and lateral above their priors</source>
        <translation>frontal y lateral sobre sus previas</translation>
    </message>
    <message>
        <source>frontal left, prior right</source>
        <translation>frontal a la izquierda, previa a la derecha</translation>
    </message>
    <message>
        <source>lateral left, prior right</source>
        <translation>lateral a la izquierda, previa a la derecha</translation>
    </message>
    <message>
        <source>frontal left, lateral right</source>
        <translation>frontal a la izquierda, lateral a la derecha</translation>
    </message>
    <message>
        <source>left as it is, prior right</source>
        <translation>a la izquierda tal cual, previo a la derecha</translation>
    </message>
</context>
<context>
    <name>HeatLayer</name>
    <message>
        <source>%1 % lies outside the chest</source>
        <translation>El %1 % queda fuera del tórax</translation>
    </message>
    <message>
        <source>%1 threshold</source>
        <translation>umbral %1</translation>
    </message>
</context>
<context>
    <name>QShortcut</name>
    <message>
        <source>Ctrl</source>
        <translation>Ctrl</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Mayús</translation>
    </message>
    <message>
        <source>Alt</source>
        <translation>Alt</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tab</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>Intro</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Supr</translation>
    </message>
    <message>
        <source>Ins</source>
        <translation>Ins</translation>
    </message>
</context>
<context>
    <name>Region</name>
    <message>
        <source>right lung</source>
        <translation>pulmón derecho</translation>
    </message>
    <message>
        <source>right apical zone</source>
        <translation>vértice pulmonar derecho</translation>
    </message>
    <message>
        <source>right upper lung zone</source>
        <translation>campo pulmonar superior derecho</translation>
    </message>
    <message>
        <source>right mid lung zone</source>
        <translation>campo pulmonar medio derecho</translation>
    </message>
    <message>
        <source>right lower lung zone</source>
        <translation>campo pulmonar inferior derecho</translation>
    </message>
    <message>
        <source>right hilar structures</source>
        <translation>hilio derecho</translation>
    </message>
    <message>
        <source>right costophrenic angle</source>
        <translation>seno costofrénico derecho</translation>
    </message>
    <message>
        <source>right hemidiaphragm</source>
        <translation>hemidiafragma derecho</translation>
    </message>
    <message>
        <source>right clavicle</source>
        <translation>clavícula derecha</translation>
    </message>
    <message>
        <source>left lung</source>
        <translation>pulmón izquierdo</translation>
    </message>
    <message>
        <source>left apical zone</source>
        <translation>vértice pulmonar izquierdo</translation>
    </message>
    <message>
        <source>left upper lung zone</source>
        <translation>campo pulmonar superior izquierdo</translation>
    </message>
    <message>
        <source>left mid lung zone</source>
        <translation>campo pulmonar medio izquierdo</translation>
    </message>
    <message>
        <source>left lower lung zone</source>
        <translation>campo pulmonar inferior izquierdo</translation>
    </message>
    <message>
        <source>left hilar structures</source>
        <translation>hilio izquierdo</translation>
    </message>
    <message>
        <source>left costophrenic angle</source>
        <translation>seno costofrénico izquierdo</translation>
    </message>
    <message>
        <source>left hemidiaphragm</source>
        <translation>hemidiafragma izquierdo</translation>
    </message>
    <message>
        <source>left clavicle</source>
        <translation>clavícula izquierda</translation>
    </message>
    <message>
        <source>trachea</source>
        <translation>tráquea</translation>
    </message>
    <message>
        <source>carina</source>
        <translation>carina</translation>
    </message>
    <message>
        <source>spine</source>
        <translation>columna</translation>
    </message>
    <message>
        <source>aortic arch</source>
        <translation>cayado aórtico</translation>
    </message>
    <message>
        <source>mediastinum</source>
        <translation>mediastino</translation>
    </message>
    <message>
        <source>upper mediastinum</source>
        <translation>mediastino superior</translation>
    </message>
    <message>
        <source>svc</source>
        <translation>vena cava superior</translation>
    </message>
    <message>
        <source>cardiac silhouette</source>
        <translation>silueta cardíaca</translation>
    </message>
    <message>
        <source>cavoatrial junction</source>
        <translation>unión cavoauricular</translation>
    </message>
    <message>
        <source>right atrium</source>
        <translation>aurícula derecha</translation>
    </message>
    <message>
        <source>abdomen</source>
        <translation>abdomen</translation>
    </message>
    <message>
        <source>right cardiophrenic angle</source>
        <translation>ángulo cardiofrénico derecho</translation>
    </message>
    <message>
        <source>left cardiophrenic angle</source>
        <translation>ángulo cardiofrénico izquierdo</translation>
    </message>
    <message>
        <source>right upper abdomen</source>
        <translation>abdomen superior derecho</translation>
    </message>
    <message>
        <source>left upper abdomen</source>
        <translation>abdomen superior izquierdo</translation>
    </message>
    <message>
        <source>right cardiac silhouette</source>
        <translation>borde cardíaco derecho</translation>
    </message>
    <message>
        <source>left cardiac silhouette</source>
        <translation>borde cardíaco izquierdo</translation>
    </message>
    <message>
        <source>descending aorta</source>
        <translation>aorta descendente</translation>
    </message>
    <message>
        <source>lung</source>
        <translation>pulmón</translation>
    </message>
    <message>
        <source>apical zone</source>
        <translation>vértice pulmonar</translation>
    </message>
    <message>
        <source>upper lung zone</source>
        <translation>campo pulmonar superior</translation>
    </message>
    <message>
        <source>mid lung zone</source>
        <translation>campo pulmonar medio</translation>
    </message>
    <message>
        <source>lower lung zone</source>
        <translation>campo pulmonar inferior</translation>
    </message>
    <message>
        <source>hilar structures</source>
        <translation>hilio</translation>
    </message>
    <message>
        <source>costophrenic angle</source>
        <translation>seno costofrénico</translation>
    </message>
    <message>
        <source>hemidiaphragm</source>
        <translation>hemidiafragma</translation>
    </message>
    <message>
        <source>clavicle</source>
        <translation>clavícula</translation>
    </message>
    <message>
        <source>cardiophrenic angle</source>
        <translation>ángulo cardiofrénico</translation>
    </message>
    <message>
        <source>upper abdomen</source>
        <translation>abdomen superior</translation>
    </message>
    <message>
        <source>upper zone</source>
        <translation>campo superior</translation>
    </message>
    <message>
        <source>mid zone</source>
        <translation>campo medio</translation>
    </message>
    <message>
        <source>lower zone</source>
        <translation>campo inferior</translation>
    </message>
    <message>
        <source>hilar</source>
        <translation>hilio</translation>
    </message>
    <message>
        <source>R %1</source>
        <translation>%1 D</translation>
    </message>
    <message>
        <source>L %1</source>
        <translation>%1 I</translation>
    </message>
</context>
<context>
    <name>RegionKind</name>
    <message>
        <source>lungs and zones</source>
        <translation>pulmones y campos</translation>
    </message>
    <message>
        <source>hila</source>
        <translation>hilios</translation>
    </message>
    <message>
        <source>diaphragm and angles</source>
        <translation>diafragma y senos</translation>
    </message>
    <message>
        <source>heart</source>
        <translation>corazón</translation>
    </message>
    <message>
        <source>mediastinum and vessels</source>
        <translation>mediastino y vasos</translation>
    </message>
    <message>
        <source>airway</source>
        <translation>vía aérea</translation>
    </message>
    <message>
        <source>bones and abdomen</source>
        <translation>huesos y abdomen</translation>
    </message>
</context>
<context>
    <name>Spacing</name>
    <message>
        <source>calibrated by hand</source>
        <translation>calibrado a mano</translation>
    </message>
    <message>
        <source>pixel spacing</source>
        <translation>Pixel Spacing</translation>
    </message>
    <message>
        <source>imager pixel spacing</source>
        <translation>Imager Pixel Spacing</translation>
    </message>
    <message>
        <source>nominal scanned pixel spacing</source>
        <translation>Nominal Scanned Pixel Spacing</translation>
    </message>
</context>
<context>
    <name>Step</name>
    <message>
        <source>Loading the model</source>
        <translation>Cargando el modelo</translation>
    </message>
    <message>
        <source>The model compares words and places</source>
        <translation>El modelo compara palabras y lugares</translation>
    </message>
    <message>
        <source>Preparing the picture for the model</source>
        <translation>Preparando la imagen para el modelo</translation>
    </message>
    <message>
        <source>The model looks at the picture</source>
        <translation>El modelo mira la imagen</translation>
    </message>
    <message>
        <source>The model places the regions</source>
        <translation>El modelo sitúa las regiones</translation>
    </message>
    <message>
        <source>The model weighs the findings</source>
        <translation>El modelo pondera los hallazgos</translation>
    </message>
    <message>
        <source>The model checks whether it was made for this picture</source>
        <translation>El modelo comprueba si está hecho para esta imagen</translation>
    </message>
</context>
<context>
    <name>VerdictName</name>
    <message>
        <source>accepted</source>
        <translation>aceptado</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>rechazado</translation>
    </message>
    <message>
        <source>nothing to point at</source>
        <translation>nada que señalar</translation>
    </message>
    <message>
        <source>unsure</source>
        <translation>dudoso</translation>
    </message>
</context>
<context>
    <name>Viewport</name>
    <message>
        <source>%1 months</source>
        <translation>%1 meses</translation>
    </message>
    <message>
        <source>%1 weeks</source>
        <translation>%1 semanas</translation>
    </message>
    <message>
        <source>%1 days</source>
        <translation>%1 días</translation>
    </message>
    <message>
        <source>%1 years</source>
        <translation>%1 años</translation>
    </message>
    <message>
        <source>W %1  C %2</source>
        <translation>W %1  C %2</translation>
    </message>
    <message>
        <source>sigmoid</source>
        <translation>sigmoide</translation>
    </message>
    <message>
        <source>VOI LUT</source>
        <translation>VOI LUT</translation>
    </message>
    <message>
        <source>full range</source>
        <translation>intervalo completo</translation>
    </message>
    <message>
        <source>%1 mm at detector (%2)</source>
        <translation>%1 mm en el detector (%2)</translation>
    </message>
    <message>
        <source>%1 mm (%2)</source>
        <translation>%1 mm (%2)</translation>
    </message>
    <message>
        <source>For research and education. Not for diagnostic use.</source>
        <translation>Para investigación y docencia. No apto para uso diagnóstico.</translation>
    </message>
    <message>
        <source>frame %1 of %2</source>
        <translation>fotograma %1 de %2</translation>
    </message>
    <message>
        <source>zoom %1 %</source>
        <translation>zoom %1 %</translation>
    </message>
    <message>
        <source>no date</source>
        <translation>sin fecha</translation>
    </message>
    <message>
        <source>MIRRORED</source>
        <translation>EN ESPEJO</translation>
    </message>
    <message>
        <source>TURNED %1°</source>
        <translation>GIRADA %1°</translation>
    </message>
    <message>
        <source>INVERTED</source>
        <translation>INVERTIDA</translation>
    </message>
    <message>
        <source>CONTRAST EVENED</source>
        <translation>CONTRASTE IGUALADO</translation>
    </message>
    <message>
        <source>SHARPENED</source>
        <translation>REALZADA</translation>
    </message>
</context>
<context>
    <name>Warning</name>
    <message>
        <source>The modality is %1; the model was made for plain radiographs (CR, DX).</source>
        <translation>La modalidad es %1; el modelo está hecho para radiografía simple (CR, DX).</translation>
    </message>
    <message>
        <source>This is a dental picture; the model was made for chest X-rays.</source>
        <translation>Es una imagen dental; el modelo está hecho para radiografías de tórax.</translation>
    </message>
    <message>
        <source>The body part is %1; the model was made for chest X-rays.</source>
        <translation>La parte del cuerpo es %1; el modelo está hecho para radiografías de tórax.</translation>
    </message>
    <message>
        <source>The patient is an animal; the model was made for people.</source>
        <translation>El paciente es un animal; el modelo está hecho para personas.</translation>
    </message>
    <message>
        <source>This is a lateral view; the model was made for frontal views (PA, AP).</source>
        <translation>Es una proyección lateral; el modelo está hecho para proyecciones frontales (PA, AP).</translation>
    </message>
    <message>
        <source>The pixels are raw detector values (for processing), not made for viewing.</source>
        <translation>Los píxeles son valores en bruto del detector (para procesar), no para visualizar.</translation>
    </message>
    <message>
        <source>The file has %1 pictures (frames); the model was made for single pictures.</source>
        <translation>El archivo tiene %1 imágenes (fotogramas); el modelo está hecho para imágenes únicas.</translation>
    </message>
    <message>
        <source>This is a colour picture; the model was made for grey X-rays.</source>
        <translation>Es una imagen en color; el modelo está hecho para radiografías en gris.</translation>
    </message>
    <message>
        <source>The picture is too small (%1 × %2 pixels; at least %3 a side are needed).</source>
        <translation>La imagen es demasiado pequeña (%1 × %2 píxeles; hacen falta al menos %3 por lado).</translation>
    </message>
    <message>
        <source>The picture is too long and narrow for a chest X-ray.</source>
        <translation>La imagen es demasiado larga y estrecha para una radiografía de tórax.</translation>
    </message>
    <message>
        <source>This does not look like a frontal chest X-ray: the model was made for nothing else.</source>
        <translation>No parece una radiografía frontal de tórax: el modelo no está hecho para otra cosa.</translation>
    </message>
    <message>
        <source>The file does not say rightly how its text is written; names may be shown wrongly.</source>
        <translation>El archivo no indica bien cómo está escrito su texto; los nombres pueden aparecer mal.</translation>
    </message>
    <message>
        <source>Light and dark look exchanged in this picture (a MONOCHROME1 mistake?): what the model says of it is unreliable.</source>
        <translation>El blanco y el negro parecen intercambiados en esta imagen (¿un MONOCHROME1 erróneo?): lo que el modelo dice de ella no es fiable.</translation>
    </message>
    <message>
        <source>This picture looks turned by a quarter or half turn: turn it upright before trusting what the model says.</source>
        <translation>Esta imagen parece girada un cuarto de vuelta o media vuelta: póngala derecha antes de fiarse de lo que dice el modelo.</translation>
    </message>
    <message>
        <source>Left and right look exchanged in this picture (mirrored, or the heart on the right): sides that the model names may be wrong.</source>
        <translation>La derecha y la izquierda parecen intercambiadas en esta imagen (en espejo, o corazón a la derecha): los lados que nombra el modelo pueden ser erróneos.</translation>
    </message>
    <message>
        <source>The GPU had too little memory: this was computed on the CPU, as all that follows.</source>
        <translation>La GPU no tenía memoria suficiente: esto se ha calculado en la CPU, como todo lo que sigue.</translation>
    </message>
    <message>
        <source>%1: No canary came with this model: nobody can tell whether it computes here what it computed where it was made.</source>
        <translation>%1: este modelo no trae prueba de control: no hay forma de saber si aquí calcula lo mismo que donde se hizo.</translation>
    </message>
    <message>
        <source>%1 also judges %2, of which nothing is shown: ontology/tags.tsv of this program does not list it. Add a row for each.</source>
        <translation>%1 juzga también %2, de lo que no se muestra nada: no figura en ontology/tags.tsv de este programa. Añada una fila para cada uno.</translation>
    </message>
    <message>
        <source>The model did not see the rim of the picture (%1 % of its area); nothing is said about what lies there.</source>
        <translation>El modelo no ha visto el borde de la imagen (el %1 % de su superficie); de lo que haya allí no se dice nada.</translation>
    </message>
    <message>
        <source>The report names another patient than the picture&apos;s file does: make sure that the two belong together.</source>
        <translation>El informe nombra a otro paciente que el archivo de la imagen: asegúrese de que se corresponden.</translation>
    </message>
    <message>
        <source>This report is not in %1 letters: it is shown and was not read.</source>
        <translation>Este informe no está en alfabeto %1: se muestra y no se ha leído.</translation>
    </message>
    <message>
        <source>This report looks %1 and was not read with %2 tables. Start with --language %3, or without --language.</source>
        <translation>Este informe parece estar en %1 y no se ha leído con tablas de %2. Arranque con --language %3, o sin --language.</translation>
    </message>
    <message>
        <source>This report looks %1, and there are no tables for %1: it is shown and was not read.</source>
        <translation>Este informe parece estar en %1, y no hay tablas para %1: se muestra y no se ha leído.</translation>
    </message>
    <message>
        <source>No part of this report was recognised as findings or impression, and nothing was read: read it yourself, or put FINDINGS: before them.</source>
        <translation>No se ha reconocido ninguna parte de este informe como hallazgos o conclusión, y no se ha leído nada: léalo usted, o anteponga HALLAZGOS:.</translation>
    </message>
    <message>
        <source>Nothing was read in the 1 sentence of this report: read it yourself.</source>
        <translation>No se ha leído nada en la única frase de este informe: léala usted.</translation>
    </message>
    <message>
        <source>Nothing was read in the %1 sentences of this report: read it yourself.</source>
        <translation>No se ha leído nada en las %1 frases de este informe: léalas usted.</translation>
    </message>
    <message>
        <source>%1 of the %2 sentences of this report were not understood. They are marked, and agree with nothing: read them yourself.</source>
        <translation>%1 de las %2 frases de este informe no se han entendido. Están marcadas y no concuerdan con nada: léalas usted.</translation>
    </message>
    <message>
        <source>The report is not UTF-8; it was read as Latin-1.</source>
        <translation>El informe no está en UTF-8; se ha leído como Latin-1.</translation>
    </message>
    <message>
        <source>The report is longer than 64 MiB and was not read.</source>
        <translation>El informe pasa de 64 MiB y no se ha leído.</translation>
    </message>
    <message>
        <source>The report fills all 23 region-sentence slots; further places were left out.</source>
        <translation>El informe llena las 23 casillas de frase y región; se han omitido otros lugares.</translation>
    </message>
    <message>
        <source>report.txt lies beside several pictures: make sure that it is of this patient. A report that is named like its picture goes with that one alone.</source>
        <translation>report.txt está junto a varias imágenes: asegúrese de que es de este paciente. Un informe que se llama como su imagen va solo con ella.</translation>
    </message>
    <message>
        <source>This report can be read now and will not be here next time: %1 Reports and verdicts are kept where ASG_DATA says.</source>
        <translation>Este informe puede leerse ahora y no estará aquí la próxima vez: %1 Los informes y las valoraciones se guardan donde indica ASG_DATA.</translation>
    </message>
    <message>
        <source>A verdict was not kept, &quot;%1&quot; for %2 (decision %3 of %4): its sentence is not in this report any more, or is divided otherwise. It stays in the journal; judge what stands there now.</source>
        <translation>No se ha conservado una valoración, «%1» de %2 (decisión %3 de %4): su frase ya no está en este informe, o está dividida de otro modo. Sigue en el diario; valore lo que hay ahora.</translation>
    </message>
    <message>
        <source>A correction was not kept, decision %1 of %2: its sentence is not in this report any more, or is divided otherwise. It stays in the journal; correct what stands there now.</source>
        <translation>No se ha conservado una corrección, la decisión %1 de %2: su frase ya no está en este informe, o está dividida de otro modo. Sigue en el diario; corrija lo que hay ahora.</translation>
    </message>
    <message>
        <source>A verdict does not hold any more, &quot;%1&quot; for %2 (decision %3 of %4): its sentence was corrected and points somewhere else. Judge it again.</source>
        <translation>Una valoración ya no rige, «%1» de %2 (decisión %3 de %4): su frase se corrigió y señala otro lugar. Valórela de nuevo.</translation>
    </message>
    <message>
        <source>The box of the %1 was judged (decision %2 of %3) and is another one now, or none: another model, or another version of it. Judge what is drawn now.</source>
        <translation>El recuadro de %1 se valoró (decisión %2 de %3) y ahora es otro, o no lo hay: otro modelo, u otra versión de este. Valore el que está dibujado ahora.</translation>
    </message>
    <message>
        <source>%1: the last decision had no line end. It was taken as it stands, and the end was put behind it.</source>
        <translation>%1: la última decisión no tenía fin de línea. Se ha tomado tal cual y se le ha añadido.</translation>
    </message>
    <message>
        <source>%1: the last line was written in part, as when a computer stops. It was moved to %2.</source>
        <translation>%1: la última línea se escribió a medias, como cuando un ordenador se para. Se ha trasladado a %2.</translation>
    </message>
    <message>
        <source>%1: %3 of the %2 decisions that it held are left: its end is missing. This program removes none; a backup may still have them.</source>
        <translation>%1: quedan %3 de las %2 decisiones que contenía: falta el final. Este programa no borra ninguna; quizá una copia de seguridad las tenga.</translation>
    </message>
    <message>
        <source>%1: decision %2 of %3, or one before it, is not what was written. Something else changed it; a backup may have it as it was.</source>
        <translation>%1: la decisión %2 de %3, o una anterior, no es la que se escribió. La cambió otra cosa; quizá una copia de seguridad la tenga como era.</translation>
    </message>
    <message>
        <source>%2 So nobody can tell whether decisions are missing at the end of %1; what is there is taken.</source>
        <translation>%2 Así que no hay forma de saber si faltan decisiones al final de %1; se toma lo que hay.</translation>
    </message>
    <message>
        <source>%1 The decision is kept, but not the count of decisions beside the journal. Until it is, nobody would notice decisions missing at the journal&apos;s end.</source>
        <translation>%1 La decisión se ha guardado, pero no la cuenta de decisiones que va junto al diario. Mientras tanto nadie notaría que faltan decisiones al final del diario.</translation>
    </message>
    <message>
        <source>%1 tags come from an imported file, not from a report&apos;s words.</source>
        <translation>%1 etiquetas proceden de un archivo importado, no de las palabras de un informe.</translation>
    </message>
    <message>
        <source>%1 region boxes come from an imported file, not from the model.</source>
        <translation>%1 recuadros de regiones proceden de un archivo importado, no del modelo.</translation>
    </message>
    <message>
        <source>The table is not UTF-8; it was read as Latin-1.</source>
        <translation>La tabla no está en UTF-8; se ha leído como Latin-1.</translation>
    </message>
    <message>
        <source>The imported boxes came without the size of their picture; they were taken as pixels of the one that they are used with.</source>
        <translation>Los recuadros importados venían sin el tamaño de su imagen; se han tomado como píxeles de aquella con la que se usan.</translation>
    </message>
    <message>
        <source>Record %1 gives no size: image_width is &quot;%2&quot;, image_height &quot;%3&quot;.</source>
        <translation>El registro %1 no da tamaño: image_width es «%2», image_height «%3».</translation>
    </message>
    <message>
        <source>The imported boxes lie in a picture of another shape and were left out.</source>
        <translation>Los recuadros importados están en una imagen de otra forma y se han omitido.</translation>
    </message>
    <message>
        <source>Boxes in fractions and boxes in pixels of a picture of unknown size cannot stand together; those of the earlier file were left out.</source>
        <translation>Recuadros en fracciones y recuadros en píxeles de una imagen de tamaño desconocido no pueden ir juntos; se han omitido los del primer archivo.</translation>
    </message>
    <message>
        <source>The box of &quot;%1&quot; is empty or outside the image and was left out.</source>
        <translation>El recuadro de «%1» está vacío o fuera de la imagen y se ha omitido.</translation>
    </message>
    <message>
        <source>The box of &quot;%1&quot; reached outside the image and was cut.</source>
        <translation>El recuadro de «%1» se salía de la imagen y se ha recortado.</translation>
    </message>
    <message>
        <source>The box of &quot;%1&quot; in record %2 was left out: %3.</source>
        <translation>El recuadro de «%1» del registro %2 se ha omitido: %3.</translation>
    </message>
    <message>
        <source>The box of &quot;%1&quot; in record %2 was left out: the image has another size in the rows before it.</source>
        <translation>El recuadro de «%1» del registro %2 se ha omitido: la imagen tiene otro tamaño en las filas anteriores.</translation>
    </message>
    <message>
        <source>A box has not four numbers.</source>
        <translation>Un recuadro no tiene cuatro números.</translation>
    </message>
    <message>
        <source>The image&apos;s size is not known.</source>
        <translation>No se conoce el tamaño de la imagen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has no box in the original image.</source>
        <translation>«%1» no tiene recuadro en la imagen original.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no region here and was left out.</source>
        <translation>«%1» no es aquí una región y se ha omitido.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is given twice; the later box holds.</source>
        <translation>«%1» aparece dos veces; vale el último recuadro.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not category|yes or no|name.</source>
        <translation>«%1» no es categoría|sí o no|nombre.</translation>
    </message>
    <message>
        <source>Entity %1 is neither anatomy nor observation.</source>
        <translation>La entidad %1 no es anatomía ni observación.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is denied: what is there is not said.</source>
        <translation>«%1» se niega: no se dice qué hay allí.</translation>
    </message>
    <message>
        <source>The report has no &quot;entities&quot; that are an object.</source>
        <translation>El informe no tiene «entities» que sea un objeto.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has no &quot;entities&quot; that are an object.</source>
        <translation>«%1» no tiene «entities» que sea un objeto.</translation>
    </message>
    <message>
        <source>&quot;findings&quot; is no list and was left out.</source>
        <translation>«findings» no es una lista y se ha omitido.</translation>
    </message>
    <message>
        <source>An entry of &quot;findings&quot; is no object and was left out.</source>
        <translation>Una entrada de «findings» no es un objeto y se ha omitido.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; does not say &quot;abnormal&quot;; it was left out.</source>
        <translation>«%1» no indica «abnormal»; se ha omitido.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; does not say &quot;abnormal&quot; and has boxes; it was taken as present.</source>
        <translation>«%1» no indica «abnormal» y tiene recuadros; se ha tomado como presente.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has &quot;%2&quot; for &quot;abnormal&quot;; it was left out.</source>
        <translation>«%1» tiene «%2» en «abnormal»; se ha omitido.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has &quot;%2&quot; for &quot;abnormal&quot; and has boxes; it was taken as present.</source>
        <translation>«%1» tiene «%2» en «abnormal» y tiene recuadros; se ha tomado como presente.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not &quot;abnormal&quot; and has boxes; it was taken as present.</source>
        <translation>«%1» no es «abnormal» y tiene recuadros; se ha tomado como presente.</translation>
    </message>
</context>
<context>
    <name>actions</name>
    <message>
        <source>Open files…</source>
        <translation>Abrir archivos…</translation>
    </message>
    <message>
        <source>Open pictures or a report</source>
        <translation>Abrir imágenes o un informe</translation>
    </message>
    <message>
        <source>Open folder…</source>
        <translation>Abrir carpeta…</translation>
    </message>
    <message>
        <source>Open every picture below a folder</source>
        <translation>Abrir todas las imágenes que haya bajo una carpeta</translation>
    </message>
    <message>
        <source>Open sample study</source>
        <translation>Abrir estudio de ejemplo</translation>
    </message>
    <message>
        <source>Open the generated study that ships with it</source>
        <translation>Abrir el estudio generado que viene con el programa</translation>
    </message>
    <message>
        <source>Open report…</source>
        <translation>Abrir informe…</translation>
    </message>
    <message>
        <source>Open a report for this picture</source>
        <translation>Abrir un informe para esta imagen</translation>
    </message>
    <message>
        <source>Paste or type report</source>
        <translation>Pegar o escribir el informe</translation>
    </message>
    <message>
        <source>Write or replace this picture&apos;s report</source>
        <translation>Escribir o sustituir el informe de esta imagen</translation>
    </message>
    <message>
        <source>Export JSON…</source>
        <translation>Exportar JSON…</translation>
    </message>
    <message>
        <source>Write the analysis, verdicts, corrections and measurements to a file</source>
        <translation>Escribir el análisis, las valoraciones, las correcciones y las medidas en un archivo</translation>
    </message>
    <message>
        <source>Save picture…</source>
        <translation>Guardar imagen…</translation>
    </message>
    <message>
        <source>Write the picture with its overlay to a PNG file; the mark for research is burned in</source>
        <translation>Escribir la imagen con su superposición en un archivo PNG; el aviso de investigación queda grabado</translation>
    </message>
    <message>
        <source>Save page…</source>
        <translation>Guardar página…</translation>
    </message>
    <message>
        <source>Write picture, report, findings and measurements to a PDF file</source>
        <translation>Escribir imagen, informe, hallazgos y medidas en un archivo PDF</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Imprimir…</translation>
    </message>
    <message>
        <source>Print picture, report, findings and measurements</source>
        <translation>Imprimir imagen, informe, hallazgos y medidas</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>Copiar imagen</translation>
    </message>
    <message>
        <source>Put the picture with its overlay on the clipboard; the mark for research is burned in</source>
        <translation>Poner la imagen con su superposición en el portapapeles; el aviso de investigación queda grabado</translation>
    </message>
    <message>
        <source>Elements of the file…</source>
        <translation>Elementos del archivo…</translation>
    </message>
    <message>
        <source>Every DICOM element of the picture’s file, to be searched and copied</source>
        <translation>Todos los elementos DICOM del archivo de la imagen, para buscarlos y copiarlos</translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation>Preferencias…</translation>
    </message>
    <message>
        <source>The window’s colors, keys and the reader’s name</source>
        <translation>Los colores de la ventana, las teclas y el nombre del lector</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Salir</translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation>Cerrar la ventana</translation>
    </message>
    <message>
        <source>Window and level</source>
        <translation>Ventana y nivel</translation>
    </message>
    <message>
        <source>Drag changes brightness and contrast</source>
        <translation>Arrastrar cambia el brillo y el contraste</translation>
    </message>
    <message>
        <source>Pan</source>
        <translation>Desplazar</translation>
    </message>
    <message>
        <source>Drag moves the picture</source>
        <translation>Arrastrar mueve la imagen</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Zoom</translation>
    </message>
    <message>
        <source>Drag makes the picture larger or smaller</source>
        <translation>Arrastrar amplía o reduce la imagen</translation>
    </message>
    <message>
        <source>Magnifier</source>
        <translation>Lupa</translation>
    </message>
    <message>
        <source>A lens under the pointer, in linked views too: hold the key, or tap it to keep the lens</source>
        <translation>Una lupa bajo el puntero, también en las vistas enlazadas: mantenga la tecla, o púlsela brevemente para dejarla puesta</translation>
    </message>
    <message>
        <source>Invert</source>
        <translation>Invertir</translation>
    </message>
    <message>
        <source>Black for white</source>
        <translation>Negro por blanco</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Ajustar</translation>
    </message>
    <message>
        <source>The whole picture</source>
        <translation>La imagen entera</translation>
    </message>
    <message>
        <source>Actual pixels</source>
        <translation>Píxeles reales</translation>
    </message>
    <message>
        <source>One pixel of the picture is one of the screen</source>
        <translation>Un píxel de la imagen es uno de la pantalla</translation>
    </message>
    <message>
        <source>True size</source>
        <translation>Tamaño real</translation>
    </message>
    <message>
        <source>One mm of the picture is one of the screen, which has to be calibrated once</source>
        <translation>Un mm de la imagen es uno de la pantalla, que debe calibrarse una vez</translation>
    </message>
    <message>
        <source>Rotate right</source>
        <translation>Girar a la derecha</translation>
    </message>
    <message>
        <source>A quarter turn clockwise</source>
        <translation>Un cuarto de vuelta en el sentido de las agujas del reloj</translation>
    </message>
    <message>
        <source>Rotate left</source>
        <translation>Girar a la izquierda</translation>
    </message>
    <message>
        <source>A quarter turn counter-clockwise</source>
        <translation>Un cuarto de vuelta en sentido contrario a las agujas del reloj</translation>
    </message>
    <message>
        <source>Mirror</source>
        <translation>Espejo</translation>
    </message>
    <message>
        <source>Left for right</source>
        <translation>Izquierda por derecha</translation>
    </message>
    <message>
        <source>Reset view</source>
        <translation>Restablecer la vista</translation>
    </message>
    <message>
        <source>As it was opened</source>
        <translation>Como se abrió</translation>
    </message>
    <message>
        <source>Next frame</source>
        <translation>Fotograma siguiente</translation>
    </message>
    <message>
        <source>The next frame of this file</source>
        <translation>El fotograma siguiente de este archivo</translation>
    </message>
    <message>
        <source>Previous frame</source>
        <translation>Fotograma anterior</translation>
    </message>
    <message>
        <source>The frame before</source>
        <translation>El fotograma anterior</translation>
    </message>
    <message>
        <source>Next picture</source>
        <translation>Imagen siguiente</translation>
    </message>
    <message>
        <source>Open the next one of the list</source>
        <translation>Abrir la siguiente de la lista</translation>
    </message>
    <message>
        <source>Previous picture</source>
        <translation>Imagen anterior</translation>
    </message>
    <message>
        <source>Open the one before in the list</source>
        <translation>Abrir la anterior de la lista</translation>
    </message>
    <message>
        <source>Next study</source>
        <translation>Estudio siguiente</translation>
    </message>
    <message>
        <source>Open the first picture of the next study of the list</source>
        <translation>Abrir la primera imagen del estudio siguiente de la lista</translation>
    </message>
    <message>
        <source>Previous study</source>
        <translation>Estudio anterior</translation>
    </message>
    <message>
        <source>Open the first picture of the study before in the list</source>
        <translation>Abrir la primera imagen del estudio anterior de la lista</translation>
    </message>
    <message>
        <source>Studies</source>
        <translation>Estudios</translation>
    </message>
    <message>
        <source>Show or hide the studies</source>
        <translation>Mostrar u ocultar los estudios</translation>
    </message>
    <message>
        <source>Report and findings</source>
        <translation>Informe y hallazgos</translation>
    </message>
    <message>
        <source>Show or hide report and findings</source>
        <translation>Mostrar u ocultar informe y hallazgos</translation>
    </message>
    <message>
        <source>Only the picture</source>
        <translation>Solo la imagen</translation>
    </message>
    <message>
        <source>Hide or show both panels at once</source>
        <translation>Ocultar o mostrar ambos paneles a la vez</translation>
    </message>
    <message>
        <source>Report in a second window</source>
        <translation>Informe en otra ventana</translation>
    </message>
    <message>
        <source>Report and findings stand in a window of their own, on the second screen where there is one</source>
        <translation>El informe y los hallazgos están en una ventana propia, en la segunda pantalla si la hay</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Pantalla completa</translation>
    </message>
    <message>
        <source>The window covers the whole screen, or stands among others again</source>
        <translation>La ventana cubre toda la pantalla, o vuelve a estar entre otras</translation>
    </message>
    <message>
        <source>Calibrate screen…</source>
        <translation>Calibrar pantalla…</translation>
    </message>
    <message>
        <source>Measure this screen with a bank card, once, for true size</source>
        <translation>Medir esta pantalla con una tarjeta bancaria, una vez, para el tamaño real</translation>
    </message>
    <message>
        <source>Menu of the picture</source>
        <translation>Menú de la imagen</translation>
    </message>
    <message>
        <source>What can be done with the picture of the active view, as a click with the right button shows it</source>
        <translation>Lo que puede hacerse con la imagen de la vista activa, como lo muestra un clic con el botón derecho</translation>
    </message>
    <message>
        <source>Next control</source>
        <translation>Control siguiente</translation>
    </message>
    <message>
        <source>Move the keyboard to the next control</source>
        <translation>Llevar el teclado al control siguiente</translation>
    </message>
    <message>
        <source>Previous control</source>
        <translation>Control anterior</translation>
    </message>
    <message>
        <source>Move the keyboard to the control before</source>
        <translation>Llevar el teclado al control anterior</translation>
    </message>
    <message>
        <source>As the file says</source>
        <translation>La del archivo</translation>
    </message>
    <message>
        <source>The window that the file asks for</source>
        <translation>La ventana que pide el archivo</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automática</translation>
    </message>
    <message>
        <source>From the darkest to the brightest hundredth of the thorax</source>
        <translation>De la centésima más oscura a la más clara del tórax</translation>
    </message>
    <message>
        <source>Lungs</source>
        <translation>Pulmones</translation>
    </message>
    <message>
        <source>Contrast where the lungs are</source>
        <translation>Contraste donde están los pulmones</translation>
    </message>
    <message>
        <source>Mediastinum</source>
        <translation>Mediastino</translation>
    </message>
    <message>
        <source>Contrast behind and beside the heart</source>
        <translation>Contraste detrás y al lado del corazón</translation>
    </message>
    <message>
        <source>Bones</source>
        <translation>Huesos</translation>
    </message>
    <message>
        <source>Contrast in clavicles, ribs and shoulders</source>
        <translation>Contraste en clavículas, costillas y hombros</translation>
    </message>
    <message>
        <source>Type width and center…</source>
        <translation>Escribir anchura y centro…</translation>
    </message>
    <message>
        <source>Type the window’s width and center</source>
        <translation>Escribir la anchura y el centro de la ventana</translation>
    </message>
    <message>
        <source>Keep this window…</source>
        <translation>Guardar esta ventana…</translation>
    </message>
    <message>
        <source>Keep the window under a name for pictures of this modality</source>
        <translation>Guardar la ventana con un nombre para las imágenes de esta modalidad</translation>
    </message>
    <message>
        <source>Sharpen</source>
        <translation>Realzar bordes</translation>
    </message>
    <message>
        <source>Edges stand out (unsharp mask): for the eye alone, and named on the picture</source>
        <translation>Los bordes resaltan (máscara de enfoque): solo para la vista, y queda indicado en la imagen</translation>
    </message>
    <message>
        <source>Even contrast</source>
        <translation>Igualar contraste</translation>
    </message>
    <message>
        <source>Each place uses all greys (CLAHE): for the eye alone, and named on the picture</source>
        <translation>Cada zona usa todos los grises (CLAHE): solo para la vista, y queda indicado en la imagen</translation>
    </message>
    <message>
        <source>Prior beside</source>
        <translation>Estudio previo al lado</translation>
    </message>
    <message>
        <source>Open an earlier study of the patient beside this picture, by the hanging rules</source>
        <translation>Abrir un estudio anterior del paciente al lado de esta imagen, según las reglas de presentación</translation>
    </message>
    <message>
        <source>Hang the study</source>
        <translation>Presentar el estudio</translation>
    </message>
    <message>
        <source>Lay this study and its prior out by the first hanging rule that fits</source>
        <translation>Disponer este estudio y su previo según la primera regla de presentación que encaje</translation>
    </message>
    <message>
        <source>One view</source>
        <translation>Una vista</translation>
    </message>
    <message>
        <source>The active picture alone</source>
        <translation>Solo la imagen activa</translation>
    </message>
    <message>
        <source>Two views beside each other</source>
        <translation>Dos vistas, una al lado de otra</translation>
    </message>
    <message>
        <source>One row of two views</source>
        <translation>Una fila de dos vistas</translation>
    </message>
    <message>
        <source>Two views below each other</source>
        <translation>Dos vistas, una bajo otra</translation>
    </message>
    <message>
        <source>Two rows of one view</source>
        <translation>Dos filas de una vista</translation>
    </message>
    <message>
        <source>Four views</source>
        <translation>Cuatro vistas</translation>
    </message>
    <message>
        <source>Two rows of two views</source>
        <translation>Dos filas de dos vistas</translation>
    </message>
    <message>
        <source>Next view</source>
        <translation>Vista siguiente</translation>
    </message>
    <message>
        <source>Make the next view the active one: report, findings and keys are of its picture</source>
        <translation>Activar la vista siguiente: informe, hallazgos y teclas son de su imagen</translation>
    </message>
    <message>
        <source>Previous view</source>
        <translation>Vista anterior</translation>
    </message>
    <message>
        <source>Make the view before the active one</source>
        <translation>Activar la vista anterior</translation>
    </message>
    <message>
        <source>This view alone</source>
        <translation>Solo esta vista</translation>
    </message>
    <message>
        <source>The active view has the room of all, or all stand beside each other again; so does a double click</source>
        <translation>La vista activa ocupa el sitio de todas, o vuelven a estar todas juntas; también con doble clic</translation>
    </message>
    <message>
        <source>Link place and zoom</source>
        <translation>Enlazar posición y zoom</translation>
    </message>
    <message>
        <source>Views move together: in mm, by the lungs, or by their share of the picture</source>
        <translation>Las vistas se mueven juntas: en mm, por los pulmones o por su parte de la imagen</translation>
    </message>
    <message>
        <source>Link windows</source>
        <translation>Enlazar ventanas</translation>
    </message>
    <message>
        <source>Brightness and contrast change together</source>
        <translation>El brillo y el contraste cambian a la vez</translation>
    </message>
    <message>
        <source>One patient</source>
        <translation>Un solo paciente</translation>
    </message>
    <message>
        <source>The pictures in the views are of one patient, though their files do not say so</source>
        <translation>Las imágenes de las vistas son de un mismo paciente, aunque sus archivos no lo digan</translation>
    </message>
    <message>
        <source>Overlay off</source>
        <translation>Superposición: ninguna</translation>
    </message>
    <message>
        <source>Nothing over the picture</source>
        <translation>Nada sobre la imagen</translation>
    </message>
    <message>
        <source>off</source>
        <translation>no</translation>
    </message>
    <message>
        <source>Overlay: selection</source>
        <translation>Superposición: selección</translation>
    </message>
    <message>
        <source>Outlines of what is selected</source>
        <translation>Contornos de lo seleccionado</translation>
    </message>
    <message>
        <source>selection</source>
        <translation>selección</translation>
    </message>
    <message>
        <source>Overlay: all</source>
        <translation>Superposición: todo</translation>
    </message>
    <message>
        <source>Outlines of every region</source>
        <translation>Contornos de todas las regiones</translation>
    </message>
    <message>
        <source>all</source>
        <translation>todo</translation>
    </message>
    <message>
        <source>Next overlay</source>
        <translation>Superposición siguiente</translation>
    </message>
    <message>
        <source>Off, selection, all</source>
        <translation>Ninguna, selección, todo</translation>
    </message>
    <message>
        <source>Heat map</source>
        <translation>Mapa de calor</translation>
    </message>
    <message>
        <source>Where the model looked for the selected finding</source>
        <translation>Dónde miró el modelo para el hallazgo seleccionado</translation>
    </message>
    <message>
        <source>heat map</source>
        <translation>mapa</translation>
    </message>
    <message>
        <source>Ask the picture</source>
        <translation>Preguntar a la imagen</translation>
    </message>
    <message>
        <source>Where do these words point?</source>
        <translation>¿Adónde señalan estas palabras?</translation>
    </message>
    <message>
        <source>Underline</source>
        <translation>Subrayar</translation>
    </message>
    <message>
        <source>Underline what was read: finding solid, place dashed, what decides existence dotted</source>
        <translation>Subrayar lo leído: hallazgo con línea continua, lugar con guiones, lo que decide la existencia con puntos</translation>
    </message>
    <message>
        <source>Next sentence</source>
        <translation>Frase siguiente</translation>
    </message>
    <message>
        <source>Select the next sentence</source>
        <translation>Seleccionar la frase siguiente</translation>
    </message>
    <message>
        <source>Previous sentence</source>
        <translation>Frase anterior</translation>
    </message>
    <message>
        <source>Select the sentence before</source>
        <translation>Seleccionar la frase anterior</translation>
    </message>
    <message>
        <source>Next region</source>
        <translation>Región siguiente</translation>
    </message>
    <message>
        <source>Select the next region of the picture</source>
        <translation>Seleccionar la región siguiente de la imagen</translation>
    </message>
    <message>
        <source>Previous region</source>
        <translation>Región anterior</translation>
    </message>
    <message>
        <source>Select the region before</source>
        <translation>Seleccionar la región anterior</translation>
    </message>
    <message>
        <source>Next finding</source>
        <translation>Hallazgo siguiente</translation>
    </message>
    <message>
        <source>Select the next row of the findings</source>
        <translation>Seleccionar la fila siguiente de los hallazgos</translation>
    </message>
    <message>
        <source>Previous finding</source>
        <translation>Hallazgo anterior</translation>
    </message>
    <message>
        <source>Select the row before</source>
        <translation>Seleccionar la fila anterior</translation>
    </message>
    <message>
        <source>Next link</source>
        <translation>Vínculo siguiente</translation>
    </message>
    <message>
        <source>Select the next link of sentence and region</source>
        <translation>Seleccionar el vínculo siguiente entre frase y región</translation>
    </message>
    <message>
        <source>Previous link</source>
        <translation>Vínculo anterior</translation>
    </message>
    <message>
        <source>Select the link before</source>
        <translation>Seleccionar el vínculo anterior</translation>
    </message>
    <message>
        <source>Select nothing</source>
        <translation>No seleccionar nada</translation>
    </message>
    <message>
        <source>Clear the selection</source>
        <translation>Quitar la selección</translation>
    </message>
    <message>
        <source>Run the model again</source>
        <translation>Ejecutar el modelo de nuevo</translation>
    </message>
    <message>
        <source>Analyse this picture once more</source>
        <translation>Analizar esta imagen otra vez</translation>
    </message>
    <message>
        <source>Second opinion…</source>
        <translation>Segunda opinión…</translation>
    </message>
    <message>
        <source>Ask a converted classifier too: its scores, no probabilities, stand below the findings</source>
        <translation>Preguntar también a un clasificador convertido: sus puntuaciones, no probabilidades, aparecen bajo los hallazgos</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Stop opening or analysing</source>
        <translation>Dejar de abrir o de analizar</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Longitud</translation>
    </message>
    <message>
        <source>Drag, or click both ends; Shift: straight; Esc: done measuring</source>
        <translation>Arrastre, o pulse en ambos extremos; Mayús: recta; Esc: fin de la medida</translation>
    </message>
    <message>
        <source>Two axes</source>
        <translation>Dos ejes</translation>
    </message>
    <message>
        <source>Drag the long axis; the short one stands across it and can be moved</source>
        <translation>Arrastre el eje largo; el corto lo cruza y puede moverse</translation>
    </message>
    <message>
        <source>Angle</source>
        <translation>Ángulo</translation>
    </message>
    <message>
        <source>Drag one arm to the vertex, then click the end of the other</source>
        <translation>Arrastre un lado hasta el vértice y pulse en el extremo del otro</translation>
    </message>
    <message>
        <source>Cobb angle</source>
        <translation>Ángulo de Cobb</translation>
    </message>
    <message>
        <source>Drag one line, then the other; the angle between them</source>
        <translation>Arrastre una línea y luego la otra; el ángulo entre ambas</translation>
    </message>
    <message>
        <source>Polyline</source>
        <translation>Polilínea</translation>
    </message>
    <message>
        <source>Click its points; a second click at one place ends it</source>
        <translation>Pulse en sus puntos; un segundo clic en el mismo sitio la termina</translation>
    </message>
    <message>
        <source>Rectangle</source>
        <translation>Rectángulo</translation>
    </message>
    <message>
        <source>Area and values within; Shift: square</source>
        <translation>Superficie y valores en su interior; Mayús: cuadrado</translation>
    </message>
    <message>
        <source>Ellipse</source>
        <translation>Elipse</translation>
    </message>
    <message>
        <source>Area and values within; Shift: circle</source>
        <translation>Superficie y valores en su interior; Mayús: círculo</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>Contorno</translation>
    </message>
    <message>
        <source>Draw around something: area and values within</source>
        <translation>Dibuje alrededor de algo: superficie y valores en su interior</translation>
    </message>
    <message>
        <source>Arrow</source>
        <translation>Flecha</translation>
    </message>
    <message>
        <source>Drag from its tail to what it points at, and name that</source>
        <translation>Arrastre desde la cola hasta lo que señala, y póngale nombre</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Texto</translation>
    </message>
    <message>
        <source>Click where it stands, and type it</source>
        <translation>Pulse donde va, y escríbalo</translation>
    </message>
    <message>
        <source>Pixel value</source>
        <translation>Valor del píxel</translation>
    </message>
    <message>
        <source>Click a pixel: its value</source>
        <translation>Pulse en un píxel: su valor</translation>
    </message>
    <message>
        <source>Cardiothoracic ratio</source>
        <translation>Índice cardiotorácico</translation>
    </message>
    <message>
        <source>What the model proposes, where it is near enough: once more takes it; else two lines to draw</source>
        <translation>Lo que propone el modelo, si se acerca lo bastante: otra vez lo acepta; si no, dos líneas que dibujar</translation>
    </message>
    <message>
        <source>Cardiothoracic ratio, by hand</source>
        <translation>Índice cardiotorácico a mano</translation>
    </message>
    <message>
        <source>Drag the heart’s greatest width, then the thorax’s: the second line runs as the first one</source>
        <translation>Arrastre la anchura máxima del corazón y luego la del tórax: la segunda línea va como la primera</translation>
    </message>
    <message>
        <source>Last measuring tool</source>
        <translation>Última herramienta de medida</translation>
    </message>
    <message>
        <source>Take the measuring tool that was used last</source>
        <translation>Tomar la herramienta de medida que se usó la última vez</translation>
    </message>
    <message>
        <source>Next measurement</source>
        <translation>Medida siguiente</translation>
    </message>
    <message>
        <source>Choose the next measurement and show it</source>
        <translation>Elegir la medida siguiente y mostrarla</translation>
    </message>
    <message>
        <source>Previous measurement</source>
        <translation>Medida anterior</translation>
    </message>
    <message>
        <source>Choose the measurement before and show it</source>
        <translation>Elegir la medida anterior y mostrarla</translation>
    </message>
    <message>
        <source>Name measurement</source>
        <translation>Nombrar medida</translation>
    </message>
    <message>
        <source>Type a name for the measurement that is chosen</source>
        <translation>Escribir un nombre para la medida elegida</translation>
    </message>
    <message>
        <source>Known length</source>
        <translation>Longitud conocida</translation>
    </message>
    <message>
        <source>Type how long the length that is chosen is in truth, in mm: the picture is calibrated by it</source>
        <translation>Escribir cuánto mide de verdad la longitud elegida, en mm: la imagen se calibra con ella</translation>
    </message>
    <message>
        <source>Hide or show measurement</source>
        <translation>Ocultar o mostrar medida</translation>
    </message>
    <message>
        <source>Keep the measurement that is chosen and do not draw it, or draw it again</source>
        <translation>Conservar la medida elegida sin dibujarla, o volver a dibujarla</translation>
    </message>
    <message>
        <source>Delete measurement</source>
        <translation>Borrar medida</translation>
    </message>
    <message>
        <source>Delete the measurement that is chosen</source>
        <translation>Borrar la medida elegida</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Aceptar</translation>
    </message>
    <message>
        <source>The sentence speaks of this place</source>
        <translation>La frase habla de este lugar</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Rechazar</translation>
    </message>
    <message>
        <source>The sentence does not speak of this place</source>
        <translation>La frase no habla de este lugar</translation>
    </message>
    <message>
        <source>Reject with a reason…</source>
        <translation>Rechazar con motivo…</translation>
    </message>
    <message>
        <source>The sentence does not speak of this place, and why</source>
        <translation>La frase no habla de este lugar, y por qué</translation>
    </message>
    <message>
        <source>Nothing to point at</source>
        <translation>Nada que señalar</translation>
    </message>
    <message>
        <source>The sentence has no place in the picture</source>
        <translation>La frase no tiene lugar en la imagen</translation>
    </message>
    <message>
        <source>No place</source>
        <translation>Sin lugar</translation>
    </message>
    <message>
        <source>Box fits</source>
        <translation>El recuadro encaja</translation>
    </message>
    <message>
        <source>The box that is chosen fits its region</source>
        <translation>El recuadro elegido encaja con su región</translation>
    </message>
    <message>
        <source>□ ✓</source>
        <translation>□ ✓</translation>
    </message>
    <message>
        <source>Box does not fit</source>
        <translation>El recuadro no encaja</translation>
    </message>
    <message>
        <source>The box that is chosen does not fit its region</source>
        <translation>El recuadro elegido no encaja con su región</translation>
    </message>
    <message>
        <source>□ ✗</source>
        <translation>□ ✗</translation>
    </message>
    <message>
        <source>Change seen</source>
        <translation>Se ve el cambio</translation>
    </message>
    <message>
        <source>What the sentence says has changed is to be seen against the prior</source>
        <translation>Lo que la frase dice que ha cambiado se ve frente al estudio previo</translation>
    </message>
    <message>
        <source>Δ ✓</source>
        <translation>Δ ✓</translation>
    </message>
    <message>
        <source>Change not seen</source>
        <translation>No se ve el cambio</translation>
    </message>
    <message>
        <source>What the sentence says has changed is not to be seen against the prior</source>
        <translation>Lo que la frase dice que ha cambiado no se ve frente al estudio previo</translation>
    </message>
    <message>
        <source>Δ ✗</source>
        <translation>Δ ✗</translation>
    </message>
    <message>
        <source>Correct the reading</source>
        <translation>Corregir la lectura</translation>
    </message>
    <message>
        <source>Change by hand what the sentence was read to say</source>
        <translation>Cambiar a mano lo que se ha leído de la frase</translation>
    </message>
    <message>
        <source>Key image</source>
        <translation>Imagen clave</translation>
    </message>
    <message>
        <source>The picture shows what was found: it has a star in the list, and stands in the export</source>
        <translation>La imagen muestra lo hallado: lleva una estrella en la lista y figura en la exportación</translation>
    </message>
    <message>
        <source>Next key image</source>
        <translation>Imagen clave siguiente</translation>
    </message>
    <message>
        <source>Open the next key image of the list</source>
        <translation>Abrir la imagen clave siguiente de la lista</translation>
    </message>
    <message>
        <source>Previous key image</source>
        <translation>Imagen clave anterior</translation>
    </message>
    <message>
        <source>Open the key image before in the list</source>
        <translation>Abrir la imagen clave anterior de la lista</translation>
    </message>
    <message>
        <source>State a finding</source>
        <translation>Consignar un hallazgo</translation>
    </message>
    <message>
        <source>A finding that you see in the picture, or do not see, and where</source>
        <translation>Un hallazgo que usted ve en la imagen, o que no ve, y dónde</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>Hallazgo</translation>
    </message>
    <message>
        <source>Next finding of yours</source>
        <translation>Su hallazgo siguiente</translation>
    </message>
    <message>
        <source>Choose the next finding that you stated</source>
        <translation>Elegir el siguiente hallazgo que ha consignado</translation>
    </message>
    <message>
        <source>Present, absent, uncertain</source>
        <translation>Presente, ausente, dudoso</translation>
    </message>
    <message>
        <source>Whether the finding that is chosen is there: the next of the three</source>
        <translation>Si el hallazgo elegido está: el siguiente de los tres</translation>
    </message>
    <message>
        <source>● ○ ◐</source>
        <translation>● ○ ◐</translation>
    </message>
    <message>
        <source>Place of your finding</source>
        <translation>Lugar de su hallazgo</translation>
    </message>
    <message>
        <source>Choose the regions of the finding that is chosen, or none</source>
        <translation>Elegir las regiones del hallazgo elegido, o ninguna</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Lugar</translation>
    </message>
    <message>
        <source>Remove your finding</source>
        <translation>Quitar su hallazgo</translation>
    </message>
    <message>
        <source>You do not state the finding that is chosen any more</source>
        <translation>Ya no consigna el hallazgo elegido</translation>
    </message>
    <message>
        <source>Commit my reading</source>
        <translation>Confirmar mi lectura</translation>
    </message>
    <message>
        <source>You stand by what you said; what the model says is shown. Later changes are kept beside it</source>
        <translation>Usted se ratifica en lo dicho; se muestra lo que dice el modelo. Los cambios posteriores se guardan aparte</translation>
    </message>
    <message>
        <source>Commit</source>
        <translation>Confirmar</translation>
    </message>
    <message>
        <source>I read first</source>
        <translation>Leo yo primero</translation>
    </message>
    <message>
        <source>What the model says of a picture is hidden until you have committed your reading of it</source>
        <translation>Lo que el modelo dice de una imagen queda oculto hasta que haya confirmado su lectura de ella</translation>
    </message>
    <message>
        <source>This study is read first</source>
        <translation>Este estudio se lee primero</translation>
    </message>
    <message>
        <source>By whoever reads it: what the model says is hidden until the reading is committed</source>
        <translation>Por quien lo lea: lo que dice el modelo queda oculto hasta confirmar la lectura</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Deshacer</translation>
    </message>
    <message>
        <source>Take the last verdict, correction or measurement back</source>
        <translation>Retirar la última valoración, corrección o medida</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Rehacer</translation>
    </message>
    <message>
        <source>Do again what was undone</source>
        <translation>Volver a hacer lo deshecho</translation>
    </message>
    <message>
        <source>Reader’s name…</source>
        <translation>Nombre del lector…</translation>
    </message>
    <message>
        <source>Whose name verdicts, corrections and measurements carry</source>
        <translation>A nombre de quién van las valoraciones, las correcciones y las medidas</translation>
    </message>
    <message>
        <source>Show others’ decisions</source>
        <translation>Mostrar las decisiones de otros</translation>
    </message>
    <message>
        <source>Show what other readers decided on this picture; the journal notes that it was seen</source>
        <translation>Mostrar lo que otros lectores decidieron sobre esta imagen; el diario anota que se ha visto</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Teclas</translation>
    </message>
    <message>
        <source>Show and change the keys</source>
        <translation>Mostrar y cambiar las teclas</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Acerca de</translation>
    </message>
    <message>
        <source>What this is, and what it is not for</source>
        <translation>Qué es esto, y para qué no sirve</translation>
    </message>
    <message>
        <source>Correcting: present</source>
        <translation>Al corregir: presente</translation>
    </message>
    <message>
        <source>The finding is there</source>
        <translation>El hallazgo está</translation>
    </message>
    <message>
        <source>Correcting: absent</source>
        <translation>Al corregir: ausente</translation>
    </message>
    <message>
        <source>The finding is denied</source>
        <translation>El hallazgo se niega</translation>
    </message>
    <message>
        <source>Correcting: uncertain</source>
        <translation>Al corregir: dudoso</translation>
    </message>
    <message>
        <source>The finding may be there</source>
        <translation>El hallazgo puede estar</translation>
    </message>
    <message>
        <source>Correcting: finding</source>
        <translation>Al corregir: hallazgo</translation>
    </message>
    <message>
        <source>Choose another finding</source>
        <translation>Elegir otro hallazgo</translation>
    </message>
    <message>
        <source>Correcting: place</source>
        <translation>Al corregir: lugar</translation>
    </message>
    <message>
        <source>Choose its regions, or none</source>
        <translation>Elegir sus regiones, o ninguna</translation>
    </message>
    <message>
        <source>Correcting: side</source>
        <translation>Al corregir: lado</translation>
    </message>
    <message>
        <source>Left, right, both, not said: the next one</source>
        <translation>Izquierdo, derecho, ambos, sin indicar: el siguiente</translation>
    </message>
    <message>
        <source>Correcting: remove</source>
        <translation>Al corregir: quitar</translation>
    </message>
    <message>
        <source>The sentence does not say this</source>
        <translation>La frase no dice esto</translation>
    </message>
    <message>
        <source>Correcting: add a finding</source>
        <translation>Al corregir: añadir un hallazgo</translation>
    </message>
    <message>
        <source>A finding that was missed, with the words that are marked in the report</source>
        <translation>Un hallazgo que faltaba, con las palabras marcadas en el informe</translation>
    </message>
    <message>
        <source>Correcting: original</source>
        <translation>Al corregir: original</translation>
    </message>
    <message>
        <source>Show what the parser said</source>
        <translation>Mostrar lo que dijo el analizador</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>Correcting: restore</source>
        <translation>Al corregir: restaurar</translation>
    </message>
    <message>
        <source>Go back to what the parser said</source>
        <translation>Volver a lo que dijo el analizador</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Restaurar</translation>
    </message>
    <message>
        <source>Correcting: next row</source>
        <translation>Al corregir: fila siguiente</translation>
    </message>
    <message>
        <source>The next finding of the sentence</source>
        <translation>El hallazgo siguiente de la frase</translation>
    </message>
    <message>
        <source>Correcting: previous row</source>
        <translation>Al corregir: fila anterior</translation>
    </message>
    <message>
        <source>The finding before</source>
        <translation>El hallazgo anterior</translation>
    </message>
    <message>
        <source>Correcting: next sentence</source>
        <translation>Al corregir: frase siguiente</translation>
    </message>
    <message>
        <source>Go on to the next sentence</source>
        <translation>Pasar a la frase siguiente</translation>
    </message>
    <message>
        <source>Correcting: previous sentence</source>
        <translation>Al corregir: frase anterior</translation>
    </message>
    <message>
        <source>Go back to the sentence before</source>
        <translation>Volver a la frase anterior</translation>
    </message>
    <message>
        <source>Correcting: leave</source>
        <translation>Al corregir: salir</translation>
    </message>
    <message>
        <source>Back to reading; nothing is lost</source>
        <translation>Volver a la lectura; no se pierde nada</translation>
    </message>
    <message>
        <source>✕</source>
        <translation>✕</translation>
    </message>
    <message>
        <source>System check</source>
        <translation>Comprobación del sistema</translation>
    </message>
    <message>
        <source>What is installed and what works here, and what to do where it does not</source>
        <translation>Qué está instalado y qué funciona aquí, y qué hacer donde no</translation>
    </message>
    <message>
        <source>Next link not judged</source>
        <translation>Siguiente vínculo sin valorar</translation>
    </message>
    <message>
        <source>Leave the link that is chosen as it is and choose the next one that is not judged; undo leads back</source>
        <translation>Dejar como está el vínculo elegido y elegir el siguiente sin valorar; deshacer lleva de vuelta</translation>
    </message>
    <message>
        <source>Unsure, ask a colleague</source>
        <translation>Dudoso, preguntar a un colega</translation>
    </message>
    <message>
        <source>You cannot say whether the sentence speaks of this place: somebody else is to look</source>
        <translation>No puede decir si la frase habla de este lugar: que lo mire otra persona</translation>
    </message>
    <message>
        <source>?</source>
        <translation>?</translation>
    </message>
    <message>
        <source>Unsure, with a note…</source>
        <translation>Dudoso, con una nota…</translation>
    </message>
    <message>
        <source>You cannot say whether the sentence speaks of this place, and what is to be asked</source>
        <translation>No puede decir si la frase habla de este lugar, y qué hay que preguntar</translation>
    </message>
    <message>
        <source>Draw the box</source>
        <translation>Dibujar el recuadro</translation>
    </message>
    <message>
        <source>Drag the box of the region that is chosen by its edges or as a whole, or draw it anew</source>
        <translation>Arrastrar el recuadro de la región elegida por sus bordes o entero, o dibujarlo de nuevo</translation>
    </message>
    <message>
        <source>Next link by itself</source>
        <translation>Vínculo siguiente automático</translation>
    </message>
    <message>
        <source>After a verdict the next link that is not judged is chosen; in projects and outside of them by a switch each</source>
        <translation>Tras una valoración se elige el siguiente vínculo sin valorar; con un interruptor para los proyectos y otro fuera de ellos</translation>
    </message>
    <message>
        <source>Open project…</source>
        <translation>Abrir proyecto…</translation>
    </message>
    <message>
        <source>Open an annotation project and go on where you left it</source>
        <translation>Abrir un proyecto de anotación y seguir donde lo dejó</translation>
    </message>
    <message>
        <source>Leave project</source>
        <translation>Dejar el proyecto</translation>
    </message>
    <message>
        <source>End the work on the project; it goes on there when it is opened again</source>
        <translation>Terminar el trabajo en el proyecto; sigue ahí cuando se vuelva a abrir</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Dejar</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Atrás</translation>
    </message>
    <message>
        <source>Next place to judge</source>
        <translation>Puesto siguiente por valorar</translation>
    </message>
    <message>
        <source>Open the next place of the project that is not judged</source>
        <translation>Abrir el siguiente puesto del proyecto que está sin valorar</translation>
    </message>
    <message>
        <source>Next to judge</source>
        <translation>Siguiente</translation>
    </message>
    <message>
        <source>Go on by itself</source>
        <translation>Seguir automáticamente</translation>
    </message>
    <message>
        <source>In a project the next place is opened as soon as one is judged</source>
        <translation>En un proyecto, el puesto siguiente se abre en cuanto se valora uno</translation>
    </message>
    <message>
        <source>Guideline</source>
        <translation>Guía</translation>
    </message>
    <message>
        <source>What the project asks its readers to hold to</source>
        <translation>Aquello a lo que el proyecto pide atenerse a sus lectores</translation>
    </message>
</context>
<context>
    <name>asg::presenters::AskPresenter</name>
    <message>
        <source>outside every region that was found</source>
        <translation>fuera de toda región encontrada</translation>
    </message>
    <message>
        <source>to the %1</source>
        <translation>a la región «%1»</translation>
    </message>
    <message>
        <source>This model was not trained to align phrases with pictures: no place can be given.</source>
        <translation>Este modelo no se entrenó para situar expresiones en imágenes: no puede darse un lugar.</translation>
    </message>
    <message>
        <source>There are no words here that the model could look for.</source>
        <translation>Aquí no hay palabras que el modelo pueda buscar.</translation>
    </message>
    <message>
        <source>These words name no place that the model was taught: it would point anywhere.</source>
        <translation>Estas palabras no nombran ningún lugar que se haya enseñado al modelo: señalaría cualquier sitio.</translation>
    </message>
    <message>
        <source>Nothing in this picture is like these words.</source>
        <translation>Nada en esta imagen se parece a estas palabras.</translation>
    </message>
    <message>
        <source>The words point %1. The model only points: whether it is there, it does not judge.</source>
        <translation>Las palabras señalan %1. El modelo solo señala: no juzga si está.</translation>
    </message>
    <message>
        <source>Looking, once the picture is open…</source>
        <translation>Se buscará cuando la imagen esté abierta…</translation>
    </message>
    <message>
        <source>No picture is open: open one to ask it.</source>
        <translation>No hay ninguna imagen abierta: abra una para preguntarle.</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Buscando…</translation>
    </message>
    <message>
        <source>similarity: %1</source>
        <translation>semejanza: %1</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Cancelado.</translation>
    </message>
</context>
<context>
    <name>asg::presenters::BoxPresenter</name>
    <message>
        <source>The box is as it was: %1</source>
        <translation>El recuadro está como estaba: %1</translation>
    </message>
    <message>
        <source>The box is as it was; no decision was taken back.</source>
        <translation>El recuadro está como estaba; no se ha retirado ninguna decisión.</translation>
    </message>
    <message>
        <source>This box is not yours: there is nothing to take away.</source>
        <translation>Este recuadro no es suyo: no hay nada que quitar.</translation>
    </message>
</context>
<context>
    <name>asg::presenters::ChangePresenter</name>
    <message>
        <source>larger or worse</source>
        <translation>mayor o peor</translation>
    </message>
    <message>
        <source>smaller or better</source>
        <translation>menor o mejor</translation>
    </message>
    <message>
        <source>the prior, of no date</source>
        <translation>el previo, sin fecha</translation>
    </message>
    <message>
        <source>Change: %1 · %2</source>
        <translation>Cambio: %1 · %2</translation>
    </message>
    <message>
        <source>no prior here to check this</source>
        <translation>aquí no hay previo con que comprobarlo</translation>
    </message>
    <message>
        <source>not judged against %1</source>
        <translation>sin valorar frente a %1</translation>
    </message>
    <message>
        <source>✓ seen against %1</source>
        <translation>✓ visto frente a %1</translation>
    </message>
    <message>
        <source>✗ not seen against %1</source>
        <translation>✗ no visto frente a %1</translation>
    </message>
    <message>
        <source> · its regions wait for your commit there</source>
        <translation> · sus regiones esperan allí a que confirme</translation>
    </message>
    <message>
        <source> · place not found there</source>
        <translation> · lugar no encontrado allí</translation>
    </message>
    <message>
        <source>The report is still being read.</source>
        <translation>El informe todavía se está leyendo.</translation>
    </message>
    <message>
        <source>What is chosen speaks of no change.</source>
        <translation>Lo elegido no habla de ningún cambio.</translation>
    </message>
    <message>
        <source>There is no prior here to check this: P opens it beside the picture.</source>
        <translation>Aquí no hay previo con que comprobarlo: P lo abre al lado de la imagen.</translation>
    </message>
</context>
<context>
    <name>asg::presenters::FindingsPresenter</name>
    <message>
        <source>Report and model agree.</source>
        <translation>Informe y modelo coinciden.</translation>
    </message>
    <message>
        <source>Report and model differ.</source>
        <translation>Informe y modelo discrepan.</translation>
    </message>
    <message>
        <source>The model says present; the report does not speak of it.</source>
        <translation>El modelo dice presente; el informe no habla de ello.</translation>
    </message>
    <message>
        <source>Only the report speaks of it.</source>
        <translation>Solo el informe habla de ello.</translation>
    </message>
    <message>
        <source>Nothing to compare.</source>
        <translation>Nada que comparar.</translation>
    </message>
    <message>
        <source>not judged</source>
        <translation>no juzgado</translation>
    </message>
    <message>
        <source>%1, undecided (from %2 to %3)</source>
        <translation>%1, indeciso (de %2 a %3)</translation>
    </message>
    <message>
        <source>%1, present</source>
        <translation>%1, presente</translation>
    </message>
    <message>
        <source>%1, absent</source>
        <translation>%1, ausente</translation>
    </message>
    <message>
        <source>report: %1</source>
        <translation>informe: %1</translation>
    </message>
    <message>
        <source>model: %1</source>
        <translation>modelo: %1</translation>
    </message>
    <message>
        <source> (threshold %1)</source>
        <translation> (umbral %1)</translation>
    </message>
    <message>
        <source>%1 %2 (threshold %3)</source>
        <translation>%1 %2 (umbral %3)</translation>
    </message>
    <message>
        <source> and %1 more</source>
        <translation> y %1 más</translation>
    </message>
    <message>
        <source>– hidden until you commit your reading.</source>
        <translation>– oculto hasta que confirme su lectura.</translation>
    </message>
    <message>
        <source>– no model has run on this picture.</source>
        <translation>– ningún modelo ha visto esta imagen.</translation>
    </message>
    <message>
        <source>– the model does not judge this picture.</source>
        <translation>– el modelo no juzga esta imagen.</translation>
    </message>
    <message>
        <source>– this model judges no finding.</source>
        <translation>– este modelo no juzga ningún hallazgo.</translation>
    </message>
    <message>
        <source>– not judged: this model judges %1 of the %2 (%3).</source>
        <translation>– no juzgado: este modelo juzga %1 de los %2 (%3).</translation>
    </message>
    <message>
        <source>What report and model say of each finding stands here.</source>
        <translation>Aquí figura lo que informe y modelo dicen de cada hallazgo.</translation>
    </message>
    <message>
        <source>The report names no finding that could be read.</source>
        <translation>El informe no nombra ningún hallazgo que se haya podido leer.</translation>
    </message>
    <message>
        <source>There is no report.</source>
        <translation>No hay informe.</translation>
    </message>
    <message>
        <source>What the model says is hidden until you commit your reading.</source>
        <translation>Lo que dice el modelo queda oculto hasta que confirme su lectura.</translation>
    </message>
    <message>
        <source>No model has run.</source>
        <translation>No se ha ejecutado ningún modelo.</translation>
    </message>
    <message>
        <source>The model was made for frontal chest X-rays and does not judge this picture.</source>
        <translation>El modelo está hecho para radiografías frontales de tórax y no juzga esta imagen.</translation>
    </message>
    <message>
        <source>This model judges no finding.</source>
        <translation>Este modelo no juzga ningún hallazgo.</translation>
    </message>
    <message>
        <source>Nothing stands above the model&apos;s thresholds; it judged %1.</source>
        <translation>Nada supera los umbrales del modelo; ha juzgado %1.</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>discrepa</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>Hallazgo</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Informe</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modelo</translation>
    </message>
</context>
<context>
    <name>asg::presenters::NextLinkPresenter</name>
    <message>
        <source>No other link is left to judge.</source>
        <translation>No queda ningún otro vínculo por valorar.</translation>
    </message>
    <message>
        <source>All links of this picture are judged.</source>
        <translation>Todos los vínculos de esta imagen están valorados.</translation>
    </message>
    <message>
        <source>Back to what was skipped: %1. No decision was taken back.</source>
        <translation>De vuelta a lo saltado: %1. No se ha retirado ninguna decisión.</translation>
    </message>
</context>
<context>
    <name>asg::presenters::OpenPicture</name>
    <message>
        <source>Opening %1</source>
        <translation>Abriendo %1</translation>
    </message>
    <message>
        <source>Opening was cancelled.</source>
        <translation>Se canceló la apertura.</translation>
    </message>
    <message>
        <source>Reading the report</source>
        <translation>Leyendo el informe</translation>
    </message>
    <message>
        <source>The report was not read: it was cancelled.</source>
        <translation>El informe no se ha leído: se canceló.</translation>
    </message>
    <message>
        <source>Waiting for the model</source>
        <translation>Esperando al modelo</translation>
    </message>
    <message>
        <source>The analysis was cancelled.</source>
        <translation>Se canceló el análisis.</translation>
    </message>
    <message>
        <source>The picture was not analysed.</source>
        <translation>La imagen no se ha analizado.</translation>
    </message>
</context>
<context>
    <name>asg::presenters::OverlayPresenter</name>
    <message>
        <source>No map: no model has run.</source>
        <translation>Sin mapa: no se ha ejecutado ningún modelo.</translation>
    </message>
    <message>
        <source>No map: the model does not judge this picture.</source>
        <translation>Sin mapa: el modelo no juzga esta imagen.</translation>
    </message>
    <message>
        <source>Choose a finding to see its map.</source>
        <translation>Elija un hallazgo para ver su mapa.</translation>
    </message>
    <message>
        <source>No map for %1.</source>
        <translation>No hay mapa de %1.</translation>
    </message>
    <message>
        <source>No map: the model is hidden until you commit your reading.</source>
        <translation>Sin mapa: el modelo está oculto hasta que confirme su lectura.</translation>
    </message>
</context>
<context>
    <name>asg::presenters::OwnReadingPresenter</name>
    <message>
        <source>What the model says is hidden until you commit.</source>
        <translation>Lo que dice el modelo queda oculto hasta que confirme.</translation>
    </message>
    <message>
        <source>Not committed.</source>
        <translation>Sin confirmar.</translation>
    </message>
    <message>
        <source>Not committed. You have seen what the model says of this picture.</source>
        <translation>Sin confirmar. Usted ha visto lo que el modelo dice de esta imagen.</translation>
    </message>
    <message>
        <source>Not committed. What the model says has been shown.</source>
        <translation>Sin confirmar. Se ha mostrado lo que dice el modelo.</translation>
    </message>
    <message>
        <source>The commit was taken back. What was seen stays seen: the model stays shown.</source>
        <translation>Se retiró la confirmación. Lo visto, visto está: el modelo sigue a la vista.</translation>
    </message>
    <message>
        <source>Committed %1 UTC, before the model was seen.</source>
        <translation>Confirmada: %1 UTC, antes de ver el modelo.</translation>
    </message>
    <message>
        <source>Committed %1 UTC, after the model had been seen.</source>
        <translation>Confirmada: %1 UTC, después de haber visto el modelo.</translation>
    </message>
    <message>
        <source>Revised since. </source>
        <translation>Revisada después. </translation>
    </message>
    <message>
        <source>%1 UTC, %2%3: %4</source>
        <translation>%1 UTC, %2%3: %4</translation>
    </message>
    <message>
        <source>before the model was seen</source>
        <translation>antes de ver el modelo</translation>
    </message>
    <message>
        <source>after it</source>
        <translation>después</translation>
    </message>
    <message>
        <source>, taken back</source>
        <translation>, retirada</translation>
    </message>
    <message>
        <source>no finding stated</source>
        <translation>ningún hallazgo consignado</translation>
    </message>
    <message>
        <source>No picture is open.</source>
        <translation>No hay ninguna imagen abierta.</translation>
    </message>
    <message>
        <source>The report is still being read.</source>
        <translation>El informe todavía se está leyendo.</translation>
    </message>
    <message>
        <source>Your reading is committed, and nothing was changed since.</source>
        <translation>Su lectura está confirmada, y desde entonces no ha cambiado nada.</translation>
    </message>
</context>
<context>
    <name>asg::presenters::PictureList</name>
    <message>
        <source>lateral</source>
        <translation>lateral</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 de %2</translation>
    </message>
    <message>
        <source>Place %1</source>
        <translation>Puesto %1</translation>
    </message>
</context>
<context>
    <name>asg::presenters::ProjectPresenter</name>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 y %2 más</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 de %2</translation>
    </message>
    <message>
        <source>, %1 unsure</source>
        <translation>, %1 con dudas</translation>
    </message>
    <message>
        <source>The project was left: other pictures were opened.</source>
        <translation>Se ha dejado el proyecto: se abrieron otras imágenes.</translation>
    </message>
    <message>
        <source>Reading what was judged by now…</source>
        <translation>Leyendo lo valorado hasta ahora…</translation>
    </message>
    <message>
        <source>Not there, and passed over: %1. Bring them back to where the project has them.</source>
        <translation>No están, y se pasan por alto: %1. Devuélvalas a donde las tiene el proyecto.</translation>
    </message>
    <message>
        <source>There is nothing for you to read in this project.</source>
        <translation>En este proyecto no hay nada que usted deba leer.</translation>
    </message>
    <message>
        <source>All of your places are judged.</source>
        <translation>Todos sus puestos están valorados.</translation>
    </message>
    <message>
        <source>Not the pictures that the project was made with, and passed over: %1. Bring those back.</source>
        <translation>No son las imágenes con las que se hizo el proyecto, y se han saltado: %1. Recupere aquellas.</translation>
    </message>
    <message>
        <source>The picture of this place cannot be opened.</source>
        <translation>No se puede abrir la imagen de este puesto.</translation>
    </message>
    <message>
        <source>Place %1 was passed over: its picture cannot be opened.</source>
        <translation>Se ha saltado el puesto %1: no se puede abrir su imagen.</translation>
    </message>
    <message>
        <source>What is left of your places cannot be opened: see the list.</source>
        <translation>Los puestos que le quedan no se pueden abrir: vea la lista.</translation>
    </message>
    <message>
        <source>That was the last one: all of your places are judged.</source>
        <translation>Era el último: todos sus puestos están valorados.</translation>
    </message>
    <message>
        <source>This place is judged.</source>
        <translation>Este puesto está valorado.</translation>
    </message>
    <message>
        <source>No other place of yours is open.</source>
        <translation>No le queda ningún otro puesto pendiente.</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>no place is open</source>
        <translation>ningún puesto abierto</translation>
    </message>
    <message>
        <source>place %1 of %2</source>
        <translation>puesto %1 de %2</translation>
    </message>
    <message>
        <source>%1 of %2 judged here</source>
        <translation>%1 de %2 valoradas aquí</translation>
    </message>
    <message>
        <source>%1 of %2 in all, %3 left</source>
        <translation>%1 de %2 en total, quedan %3</translation>
    </message>
    <message>
        <source>%1 s each</source>
        <translation>%1 s cada una</translation>
    </message>
    <message>
        <source>, about %1 left</source>
        <translation>, quedan unos %1</translation>
    </message>
</context>
<context>
    <name>asg::presenters::ReviewPresenter</name>
    <message>
        <source> And %1 more; the export names them all.</source>
        <translation> Y %1 más; la exportación los nombra todos.</translation>
    </message>
</context>
<context>
    <name>asg::presenters::StudyPresenter</name>
    <message>
        <source>Looking for pictures</source>
        <translation>Buscando imágenes</translation>
    </message>
    <message>
        <source>No pictures were found there.</source>
        <translation>No se han encontrado imágenes ahí.</translation>
    </message>
    <message>
        <source>Several pictures here are called %1: no imported labels go by that name.</source>
        <translation>Varias imágenes se llaman aquí %1: ninguna etiqueta importada va con ese nombre.</translation>
    </message>
    <message>
        <source>%1: open a picture first; a report goes with a picture.</source>
        <translation>%1: abra antes una imagen; un informe va con una imagen.</translation>
    </message>
    <message>
        <source>place %1</source>
        <translation>puesto %1</translation>
    </message>
    <message>
        <source>In a project a picture has the report that the project names. Leave the project to bring another one.</source>
        <translation>En un proyecto, una imagen tiene el informe que nombra el proyecto. Deje el proyecto para traer otro.</translation>
    </message>
</context>
<context>
    <name>asg::presenters::VerdictPresenter</name>
    <message>
        <source>The picture is still being opened.</source>
        <translation>La imagen todavía se está abriendo.</translation>
    </message>
    <message>
        <source>No picture is open.</source>
        <translation>No hay ninguna imagen abierta.</translation>
    </message>
    <message>
        <source>The report is still being read.</source>
        <translation>El informe todavía se está leyendo.</translation>
    </message>
    <message>
        <source>The model is still reading the picture: verdicts wait until its regions are drawn.</source>
        <translation>El modelo todavía está leyendo la imagen: se valora cuando sus regiones estén dibujadas.</translation>
    </message>
    <message>
        <source>The journal of this study is still being opened.</source>
        <translation>El diario de este estudio todavía se está abriendo.</translation>
    </message>
    <message>
        <source>There is no report to judge.</source>
        <translation>No hay informe que valorar.</translation>
    </message>
    <message>
        <source>A sentence is being corrected: Esc goes back to reading.</source>
        <translation>Se está corrigiendo una frase: Esc vuelve a la lectura.</translation>
    </message>
    <message>
        <source>Nothing is chosen: Space chooses a sentence, Tab a link.</source>
        <translation>No hay nada elegido: Espacio elige una frase, Tab un vínculo.</translation>
    </message>
    <message>
        <source>What is chosen has no place in the picture.</source>
        <translation>Lo elegido no tiene lugar en la imagen.</translation>
    </message>
    <message>
        <source>The report does not speak of what is chosen.</source>
        <translation>El informe no habla de lo elegido.</translation>
    </message>
    <message>
        <source>The picture shows the answer to a question: Esc brings back what is chosen.</source>
        <translation>La imagen muestra la respuesta a una pregunta: Esc devuelve lo elegido.</translation>
    </message>
    <message>
        <source>The overlay is off: O shows what would be judged.</source>
        <translation>La superposición está desactivada: O muestra lo que se valoraría.</translation>
    </message>
    <message>
        <source>You read first: there is no box to judge before your reading is committed.</source>
        <translation>Usted lee primero: no hay recuadro que valorar hasta que confirme su lectura.</translation>
    </message>
    <message>
        <source>There is no box to judge: no model has found one.</source>
        <translation>No hay recuadro que valorar: ningún modelo ha encontrado uno.</translation>
    </message>
    <message>
        <source>Not one box alone is chosen: click the one to judge, or choose it with the arrows.</source>
        <translation>No hay un único recuadro elegido: pulse en el que quiera valorar, o elíjalo con las flechas.</translation>
    </message>
    <message>
        <source>Too fast: the last verdict is being written.</source>
        <translation>Demasiado rápido: la última valoración se está escribiendo.</translation>
    </message>
    <message>
        <source>This box is your own: there is nothing to judge. Ctrl+B changes it.</source>
        <translation>Este recuadro es suyo: no hay nada que valorar. Ctrl+B lo cambia.</translation>
    </message>
</context>
<context>
    <name>asg::presenters::ViewsPresenter</name>
    <message>
        <source>Looking for the study…</source>
        <translation>Buscando el estudio…</translation>
    </message>
    <message>
        <source>No key image comes after this picture: K marks one.</source>
        <translation>Después de esta imagen no hay ninguna imagen clave: K marca una.</translation>
    </message>
    <message>
        <source>No key image comes before this picture: K marks one.</source>
        <translation>Antes de esta imagen no hay ninguna imagen clave: K marca una.</translation>
    </message>
    <message>
        <source>Looking for the patient’s other pictures…</source>
        <translation>Buscando las otras imágenes del paciente…</translation>
    </message>
    <message>
        <source>No other picture of this patient is in the list. Open the folder that it lies in, or open both and use “One patient”.</source>
        <translation>No hay en la lista otra imagen de este paciente. Abra la carpeta en la que está, o abra ambas y use «Un solo paciente».</translation>
    </message>
    <message>
        <source>No hanging rule fits the pictures of this patient: drag one of them into a view.</source>
        <translation>Ninguna regla de presentación encaja con las imágenes de este paciente: arrastre una de ellas a una vista.</translation>
    </message>
    <message>
        <source>Open two pictures beside each other first: they are then said to be of one patient.</source>
        <translation>Abra antes dos imágenes, una al lado de otra: luego se dice que son de un mismo paciente.</translation>
    </message>
    <message>
        <source>These files name two patients: they are not put together.</source>
        <translation>Estos archivos nombran a dos pacientes: no se juntan.</translation>
    </message>
    <message>
        <source>These pictures stand together as one patient’s, now and later.</source>
        <translation>Estas imágenes van juntas como de un mismo paciente, ahora y en adelante.</translation>
    </message>
    <message>
        <source>In a project each place stands alone: whose picture it is is not asked.</source>
        <translation>En un proyecto cada puesto va solo: no se pregunta de quién es la imagen.</translation>
    </message>
</context>
<context>
    <name>asg::viewport::PictureDisplay</name>
    <message>
        <source>OpenGL does not work here: the picture is drawn without it, more slowly.</source>
        <translation>OpenGL no funciona aquí: la imagen se dibuja sin él, más despacio.</translation>
    </message>
    <message>
        <source>★ key image</source>
        <translation>★ imagen clave</translation>
    </message>
</context>
<context>
    <name>asg::viewport::ViewLinks</name>
    <message>
        <source>linked in mm</source>
        <translation>enlazadas en mm</translation>
    </message>
    <message>
        <source>linked by the lungs</source>
        <translation>enlazadas por los pulmones</translation>
    </message>
    <message>
        <source>linked by share of the picture</source>
        <translation>enlazadas por su parte de la imagen</translation>
    </message>
    <message>
        <source>window linked</source>
        <translation>ventana enlazada</translation>
    </message>
</context>
<context>
    <name>asg::viewport::Viewport</name>
    <message>
        <source>Radiograph</source>
        <translation>Radiografía</translation>
    </message>
</context>
<context>
    <name>asg::widgets::ActionConditions</name>
    <message>
        <source>There is nothing to undo.</source>
        <translation>No hay nada que deshacer.</translation>
    </message>
    <message>
        <source>There is nothing to do again.</source>
        <translation>No hay nada que rehacer.</translation>
    </message>
    <message>
        <source>There is one view alone: open a prior beside it, or lay out two views.</source>
        <translation>Solo hay una vista: abra un previo al lado, o disponga dos vistas.</translation>
    </message>
    <message>
        <source>Nothing is measured yet: L measures a length.</source>
        <translation>Todavía no hay nada medido: L mide una longitud.</translation>
    </message>
    <message>
        <source>No measurement is chosen: click one, or . and ,</source>
        <translation>No hay ninguna medida elegida: pulse en una, o . y ,</translation>
    </message>
    <message>
        <source>No length is chosen: click the one that is known.</source>
        <translation>No hay ninguna longitud elegida: pulse en la que se conoce.</translation>
    </message>
    <message>
        <source>No finding of yours is chosen: Y states one, Shift+Y chooses the next.</source>
        <translation>No hay ningún hallazgo suyo elegido: Y consigna uno, Mayús+Y elige el siguiente.</translation>
    </message>
    <message>
        <source>This file has one frame alone.</source>
        <translation>Este archivo tiene un solo fotograma.</translation>
    </message>
    <message>
        <source>“%1” has nothing to do here.</source>
        <translation>«%1» no tiene nada que hacer aquí.</translation>
    </message>
    <message>
        <source>No project is open: the menu of files opens one.</source>
        <translation>No hay ningún proyecto abierto: el menú Archivo abre uno.</translation>
    </message>
</context>
<context>
    <name>asg::widgets::Actions</name>
    <message>
        <source>While correcting only single keys work, without Ctrl, Alt and Meta, and none of F1 to F35.</source>
        <translation>Al corregir solo sirven teclas sueltas, sin Ctrl, Alt ni Meta, y ninguna de F1 a F35.</translation>
    </message>
    <message>
        <source>That key belongs to “%1”.</source>
        <translation>Esa tecla es de «%1».</translation>
    </message>
</context>
<context>
    <name>asg::widgets::AskBar</name>
    <message>
        <source>Ask the picture</source>
        <translation>Preguntar a la imagen</translation>
    </message>
    <message>
        <source>Ask where words point: “left lower lung zone”, “opacity in the right base”</source>
        <translation>Pregunte adónde señalan unas palabras: «left lower lung zone», «opacity in the right base»</translation>
    </message>
    <message>
        <source>Back to the selection</source>
        <translation>Volver a la selección</translation>
    </message>
    <message>
        <source>Stop asking</source>
        <translation>Dejar de preguntar</translation>
    </message>
</context>
<context>
    <name>asg::widgets::Banner</name>
    <message>
        <source>Put this away</source>
        <translation>Quitar esto</translation>
    </message>
    <message>
        <source>Put this message away</source>
        <translation>Quitar este mensaje</translation>
    </message>
    <message>
        <source> (and %1 more)</source>
        <translation> (y %1 más)</translation>
    </message>
</context>
<context>
    <name>asg::widgets::BoxActions</name>
    <message>
        <source>Enter keeps, Esc leaves. Drag the box, an edge, or with Shift a new one; arrows move it, with Shift or Ctrl its edges</source>
        <translation>Intro guarda, Esc lo deja. Arrastre el recuadro, un borde, o con Mayús uno nuevo; las flechas lo mueven, con Mayús o Ctrl sus bordes</translation>
    </message>
    <message>
        <source>No box is there yet: drag one, or an arrow places one. Enter keeps, Esc leaves</source>
        <translation>Todavía no hay recuadro: arrastre uno, o una flecha lo coloca. Intro guarda, Esc lo deja</translation>
    </message>
</context>
<context>
    <name>asg::widgets::CardRuler</name>
    <message>
        <source>Calibrate screen</source>
        <translation>Calibrar pantalla</translation>
    </message>
    <message>
        <source>Lay a bank card on the screen, its left upper corner on that of the drawn one. Make the drawn card as large with the slider, or with ← and →. True size then is true on this screen.</source>
        <translation>Ponga una tarjeta bancaria sobre la pantalla, con su esquina superior izquierda sobre la de la dibujada. Iguale el tamaño de la tarjeta dibujada con el deslizador, o con ← y →. Desde entonces el tamaño real lo es en esta pantalla.</translation>
    </message>
    <message>
        <source>Width of the card</source>
        <translation>Anchura de la tarjeta</translation>
    </message>
    <message>
        <source>As large as the card</source>
        <translation>Tan grande como la tarjeta</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>This screen is calibrated: %1 pixels are 1 mm.</source>
        <translation>Esta pantalla está calibrada: %1 píxeles son 1 mm.</translation>
    </message>
</context>
<context>
    <name>asg::widgets::CheckupDialog</name>
    <message>
        <source>System check</source>
        <translation>Comprobación del sistema</translation>
    </message>
    <message>
        <source>What was looked at</source>
        <translation>Lo que se ha mirado</translation>
    </message>
    <message>
        <source>Looking at the system, the model and the journals…</source>
        <translation>Mirando el sistema, el modelo y los diarios…</translation>
    </message>
    <message>
        <source>Save for a report of a defect…</source>
        <translation>Guardar para informar de un defecto…</translation>
    </message>
    <message>
        <source>An archive with what is shown here, without names of files, and with nothing of a patient or a reader</source>
        <translation>Un archivo comprimido con lo que se muestra aquí, sin nombres de archivos y sin nada de un paciente ni de un lector</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>ASG Viewer %1: everything works.</source>
        <translation>ASG Viewer %1: todo funciona.</translation>
    </message>
    <message>
        <source>ASG Viewer %1: something does not work.</source>
        <translation>ASG Viewer %1: algo no funciona.</translation>
    </message>
    <message>
        <source>works</source>
        <translation>funciona</translation>
    </message>
    <message>
        <source>note</source>
        <translation>nota</translation>
    </message>
    <message>
        <source>problem</source>
        <translation>problema</translation>
    </message>
    <message>
        <source>Save for a report of a defect</source>
        <translation>Guardar para informar de un defecto</translation>
    </message>
    <message>
        <source>Zip archive (*.zip)</source>
        <translation>Archivo zip (*.zip)</translation>
    </message>
    <message>
        <source>Written: %1. Look at it before you send it.</source>
        <translation>Escrito: %1. Mírelo antes de enviarlo.</translation>
    </message>
    <message>
        <source>On the clipboard.</source>
        <translation>En el portapapeles.</translation>
    </message>
</context>
<context>
    <name>asg::widgets::ChooserPopup</name>
    <message>
        <source>Search</source>
        <translation>Buscar</translation>
    </message>
    <message>
        <source>Type to search</source>
        <translation>Escriba para buscar</translation>
    </message>
    <message>
        <source>Enter chooses, Esc leaves it as it was.</source>
        <translation>Intro elige, Esc lo deja como estaba.</translation>
    </message>
    <message>
        <source>Enter: this one too. Ctrl+Enter: this one alone. Click or Shift+Enter: mark more. Esc leaves it as it was.</source>
        <translation>Intro: esta también. Ctrl+Intro: solo esta. Clic o Mayús+Intro: marcar más. Esc lo deja como estaba.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Hecho</translation>
    </message>
</context>
<context>
    <name>asg::widgets::ComparingActions</name>
    <message>
        <source>One of %1 views; a double click brings the others back.</source>
        <translation>Una de %1 vistas; un doble clic devuelve las otras.</translation>
    </message>
    <message>
        <source>All views.</source>
        <translation>Todas las vistas.</translation>
    </message>
    <message>
        <source>The views are not linked.</source>
        <translation>Las vistas no están enlazadas.</translation>
    </message>
    <message>
        <source>The views are %1.</source>
        <translation>Las vistas están %1.</translation>
    </message>
</context>
<context>
    <name>asg::widgets::CorrectionChoosers</name>
    <message>
        <source>nothing to point at</source>
        <translation>nada que señalar</translation>
    </message>
    <message>
        <source>A click on a region in the picture marks it, too.</source>
        <translation>Un clic en una región de la imagen también la marca.</translation>
    </message>
</context>
<context>
    <name>asg::widgets::CorrectionPanel</name>
    <message>
        <source>Correct the reading</source>
        <translation>Corregir la lectura</translation>
    </message>
    <message>
        <source>What the parser said</source>
        <translation>Lo que dijo el analizador</translation>
    </message>
    <message>
        <source>As the parser read it</source>
        <translation>Como lo leyó el analizador</translation>
    </message>
    <message>
        <source>✎ corrected by %1</source>
        <translation>✎ corregido por %1</translation>
    </message>
    <message>
        <source>Add for “%1”</source>
        <translation>Añadir para «%1»</translation>
    </message>
    <message>
        <source>Add a finding</source>
        <translation>Añadir un hallazgo</translation>
    </message>
</context>
<context>
    <name>asg::widgets::CorrectionRow</name>
    <message>
        <source>nothing to point at</source>
        <translation>nada que señalar</translation>
    </message>
    <message>
        <source>%1, both sides</source>
        <translation>%1, ambos lados</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>left</source>
        <translation>izquierdo</translation>
    </message>
    <message>
        <source>right</source>
        <translation>derecho</translation>
    </message>
    <message>
        <source>both</source>
        <translation>ambos</translation>
    </message>
    <message>
        <source>The patient&apos;s side; once more: the side is not said</source>
        <translation>El lado del paciente; otra vez: no se indica el lado</translation>
    </message>
    <message>
        <source>The finding: choose another</source>
        <translation>El hallazgo: elegir otro</translation>
    </message>
    <message>
        <source>Where it is: choose regions, or none</source>
        <translation>Dónde está: elegir regiones, o ninguna</translation>
    </message>
    <message>
        <source>The sentence does not say this: remove it</source>
        <translation>La frase no dice esto: quitarlo</translation>
    </message>
    <message>
        <source>a place without a finding</source>
        <translation>un lugar sin hallazgo</translation>
    </message>
    <message>
        <source>%1 · implied</source>
        <translation>%1 · implícito</translation>
    </message>
    <message>
        <source>The sentence speaks of this place and names no finding there</source>
        <translation>La frase habla de este lugar y no nombra allí ningún hallazgo</translation>
    </message>
</context>
<context>
    <name>asg::widgets::CorrectionRows</name>
    <message>
        <source>Nothing was read from this sentence.</source>
        <translation>No se ha leído nada de esta frase.</translation>
    </message>
</context>
<context>
    <name>asg::widgets::FileActions</name>
    <message>
        <source>Open pictures or a report</source>
        <translation>Abrir imágenes o un informe</translation>
    </message>
    <message>
        <source>Open a folder</source>
        <translation>Abrir una carpeta</translation>
    </message>
    <message>
        <source>Open the report of this picture</source>
        <translation>Abrir el informe de esta imagen</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>Texto (*.txt)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Todos los archivos (*)</translation>
    </message>
    <message>
        <source>Export analysis, verdicts and corrections</source>
        <translation>Exportar análisis, valoraciones y correcciones</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
</context>
<context>
    <name>asg::widgets::FindingsPanel</name>
    <message>
        <source>Filter</source>
        <translation>Filtrar</translation>
    </message>
    <message>
        <source>Filter findings</source>
        <translation>Filtrar hallazgos</translation>
    </message>
    <message>
        <source>All %1</source>
        <translation>Todos: %1</translation>
    </message>
    <message>
        <source>Show every tag, also those that neither report nor model speaks of</source>
        <translation>Mostrar todas las etiquetas, también aquellas de las que no hablan ni informe ni modelo</translation>
    </message>
    <message>
        <source>FINDINGS</source>
        <translation>HALLAZGOS</translation>
    </message>
    <message>
        <source>Findings: report against model</source>
        <translation>Hallazgos: informe frente a modelo</translation>
    </message>
    <message>
        <source>1 differs</source>
        <translation>1 discrepa</translation>
    </message>
    <message>
        <source>%1 differ</source>
        <translation>%1 discrepan</translation>
    </message>
    <message>
        <source>No finding is called that.</source>
        <translation>Ningún hallazgo se llama así.</translation>
    </message>
    <message>
        <source>The model is reading the picture.</source>
        <translation>El modelo está leyendo la imagen.</translation>
    </message>
</context>
<context>
    <name>asg::widgets::GuidelineSheet</name>
    <message>
        <source>Guideline of %1</source>
        <translation>Guía de %1</translation>
    </message>
    <message>
        <source>%1 · version %2</source>
        <translation>%1 · versión %2</translation>
    </message>
    <message>
        <source>Guideline</source>
        <translation>Guía</translation>
    </message>
</context>
<context>
    <name>asg::widgets::HelpActions</name>
    <message>
        <source>ASG Viewer %1

Links the sentences of a chest X-ray&apos;s report, anatomical regions and findings.

%2</source>
        <translation>ASG Viewer %1

Relaciona las frases del informe de una radiografía de tórax, las regiones anatómicas y los hallazgos.

%2</translation>
    </message>
    <message>
        <source>

Model: %1 %2
SHA-256 %3</source>
        <translation>

Modelo: %1 %2
SHA-256 %3</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Acerca de</translation>
    </message>
</context>
<context>
    <name>asg::widgets::KeysSheet</name>
    <message>
        <source>Keys</source>
        <translation>Teclas</translation>
    </message>
    <message>
        <source>All keys, in groups</source>
        <translation>Todas las teclas, por grupos</translation>
    </message>
    <message>
        <source>Click a key and press another to change it.</source>
        <translation>Pulse en una tecla y teclee otra para cambiarla.</translation>
    </message>
    <message>
        <source>Restore all</source>
        <translation>Restaurar todas</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Whose keys</source>
        <translation>Teclas de quién</translation>
    </message>
    <message>
        <source>Whose key is to be changed</source>
        <translation>De qué programa son las teclas que se cambiarán</translation>
    </message>
    <message>
        <source>Change its key</source>
        <translation>Cambiar su tecla</translation>
    </message>
    <message>
        <source>All keys are as they came.</source>
        <translation>Todas las teclas están como venían.</translation>
    </message>
    <message>
        <source>All keys are of that set. Verdicts have keys that mean nothing in that viewer.</source>
        <translation>Todas las teclas son de ese juego. Las valoraciones tienen teclas que no significan nada en ese visor.</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Lectura</translation>
    </message>
    <message>
        <source>Measuring</source>
        <translation>Medir</translation>
    </message>
    <message>
        <source>Verdicts</source>
        <translation>Valoraciones</translation>
    </message>
    <message>
        <source>While a sentence is corrected</source>
        <translation>Mientras se corrige una frase</translation>
    </message>
    <message>
        <source>The picture</source>
        <translation>La imagen</translation>
    </message>
    <message>
        <source>Its window</source>
        <translation>Su ventana</translation>
    </message>
    <message>
        <source>Comparing</source>
        <translation>Comparar</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Archivos</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Ayuda</translation>
    </message>
    <message>
        <source>Drag</source>
        <translation>Arrastrar</translation>
    </message>
    <message>
        <source>brightness and contrast, or the tool that is chosen</source>
        <translation>brillo y contraste, o la herramienta elegida</translation>
    </message>
    <message>
        <source>Middle button, drag</source>
        <translation>Botón central, arrastrar</translation>
    </message>
    <message>
        <source>move the picture</source>
        <translation>mover la imagen</translation>
    </message>
    <message>
        <source>Right button, drag; wheel</source>
        <translation>Botón derecho, arrastrar; rueda</translation>
    </message>
    <message>
        <source>larger or smaller</source>
        <translation>ampliar o reducir</translation>
    </message>
    <message>
        <source>Right button, click</source>
        <translation>Botón derecho, clic</translation>
    </message>
    <message>
        <source>what can be done there</source>
        <translation>lo que puede hacerse allí</translation>
    </message>
    <message>
        <source>Double click</source>
        <translation>Doble clic</translation>
    </message>
    <message>
        <source>this view alone, or the picture alone; again: back</source>
        <translation>solo esta vista, o solo la imagen; otra vez: volver</translation>
    </message>
    <message>
        <source>Click a region</source>
        <translation>Clic en una región</translation>
    </message>
    <message>
        <source>choose it; again: its next link</source>
        <translation>elegirla; otra vez: su vínculo siguiente</translation>
    </message>
    <message>
        <source>Rest on a region</source>
        <translation>Detenerse en una región</translation>
    </message>
    <message>
        <source>see what belongs to it</source>
        <translation>ver lo que le corresponde</translation>
    </message>
    <message>
        <source>Drag a measurement or its end</source>
        <translation>Arrastrar una medida o su extremo</translation>
    </message>
    <message>
        <source>move it; click: choose it</source>
        <translation>moverla; clic: elegirla</translation>
    </message>
    <message>
        <source>Shift while measuring</source>
        <translation>Mayús al medir</translation>
    </message>
    <message>
        <source>straight, or as wide as high</source>
        <translation>recta, o tan ancha como alta</translation>
    </message>
    <message>
        <source>Click a sentence</source>
        <translation>Clic en una frase</translation>
    </message>
    <message>
        <source>Click a view</source>
        <translation>Clic en una vista</translation>
    </message>
    <message>
        <source>make it the active one of several</source>
        <translation>activarla entre varias</translation>
    </message>
    <message>
        <source>Drag a picture of the list</source>
        <translation>Arrastrar una imagen de la lista</translation>
    </message>
    <message>
        <source>open it in the view where it is dropped</source>
        <translation>abrirla en la vista donde se suelta</translation>
    </message>
    <message>
        <source>Drag over words</source>
        <translation>Arrastrar sobre palabras</translation>
    </message>
    <message>
        <source>mark the words of a finding to be added</source>
        <translation>marcar las palabras de un hallazgo que se añade</translation>
    </message>
    <message>
        <source>+ and −</source>
        <translation>+ y −</translation>
    </message>
    <message>
        <source>Alt and arrows</source>
        <translation>Alt y flechas</translation>
    </message>
    <message>
        <source>brightness and contrast</source>
        <translation>brillo y contraste</translation>
    </message>
    <message>
        <source>Shift and arrows</source>
        <translation>Mayús y flechas</translation>
    </message>
    <message>
        <source>The mouse, and keys of the picture</source>
        <translation>El ratón, y teclas de la imagen</translation>
    </message>
    <message>
        <source>%1 has a new key.</source>
        <translation>%1 tiene otra tecla.</translation>
    </message>
</context>
<context>
    <name>asg::widgets::MainWindow</name>
    <message>
        <source>Written: %1</source>
        <translation>Escrito: %1</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Archivo</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ver</translation>
    </message>
    <message>
        <source>&amp;Window</source>
        <translation>Ven&amp;tana</translation>
    </message>
    <message>
        <source>&amp;Compare</source>
        <translation>&amp;Comparar</translation>
    </message>
    <message>
        <source>&amp;Reading</source>
        <translation>&amp;Lectura</translation>
    </message>
    <message>
        <source>&amp;Measure</source>
        <translation>&amp;Medir</translation>
    </message>
    <message>
        <source>R&amp;eview</source>
        <translation>Val&amp;oración</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>A&amp;yuda</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Herramientas</translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation>Superposición</translation>
    </message>
    <message>
        <source>ASG Viewer</source>
        <translation>ASG Viewer</translation>
    </message>
    <message>
        <source>%1 — ASG Viewer</source>
        <translation>%1 — ASG Viewer</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Proyecto</translation>
    </message>
</context>
<context>
    <name>asg::widgets::MeasureActions</name>
    <message>
        <source>Proposed: %1 takes it, dragging an end corrects it, Esc drops it</source>
        <translation>Propuesta: %1 la acepta, arrastrar un extremo la corrige, Esc la descarta</translation>
    </message>
    <message>
        <source>“%1” is no length in mm: nothing was changed.</source>
        <translation>«%1» no es una longitud en mm: no se ha cambiado nada.</translation>
    </message>
</context>
<context>
    <name>asg::widgets::MeasurementPanel</name>
    <message>
        <source>MEASUREMENTS</source>
        <translation>MEDIDAS</translation>
    </message>
    <message>
        <source>Measurements</source>
        <translation>Medidas</translation>
    </message>
</context>
<context>
    <name>asg::widgets::NameField</name>
    <message>
        <source>Name of the measurement</source>
        <translation>Nombre de la medida</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
</context>
<context>
    <name>asg::widgets::OwnReadingActions</name>
    <message>
        <source>Your reading is committed. What the model says is shown as soon as it has read the picture.</source>
        <translation>Su lectura está confirmada. Lo que dice el modelo se mostrará en cuanto haya leído la imagen.</translation>
    </message>
    <message>
        <source>Your reading is committed. What the model says is shown from now on.</source>
        <translation>Su lectura está confirmada. Desde ahora se muestra lo que dice el modelo.</translation>
    </message>
</context>
<context>
    <name>asg::widgets::OwnReadingPanel</name>
    <message>
        <source>MY READING</source>
        <translation>MI LECTURA</translation>
    </message>
    <message>
        <source>My reading: the findings that I state</source>
        <translation>Mi lectura: los hallazgos que consigno</translation>
    </message>
    <message>
        <source>no place</source>
        <translation>sin lugar</translation>
    </message>
</context>
<context>
    <name>asg::widgets::PictureArea</name>
    <message>
        <source>Open files…</source>
        <translation>Abrir archivos…</translation>
    </message>
    <message>
        <source>Open folder…</source>
        <translation>Abrir carpeta…</translation>
    </message>
    <message>
        <source>Sample study</source>
        <translation>Estudio de ejemplo</translation>
    </message>
    <message>
        <source>Open a chest X-ray: choose files, choose a folder, or drop them here.</source>
        <translation>Abra una radiografía de tórax: elija archivos, elija una carpeta o suéltelos aquí.</translation>
    </message>
    <message>
        <source>This file cannot be shown. Choose another picture, or drop one here.</source>
        <translation>Este archivo no puede mostrarse. Elija otra imagen, o suelte una aquí.</translation>
    </message>
    <message>
        <source>The picture of this place cannot be shown. The next place can be judged.</source>
        <translation>La imagen de este puesto no puede mostrarse. El puesto siguiente puede valorarse.</translation>
    </message>
</context>
<context>
    <name>asg::widgets::PictureDelegate</name>
    <message>
        <source>cannot be opened</source>
        <translation>no se puede abrir</translation>
    </message>
    <message>
        <source>same patient</source>
        <translation>mismo paciente</translation>
    </message>
    <message>
        <source>unreadable</source>
        <translation>ilegible</translation>
    </message>
</context>
<context>
    <name>asg::widgets::PictureMenu</name>
    <message>
        <source>Measure</source>
        <translation>Medir</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Ventana</translation>
    </message>
</context>
<context>
    <name>asg::widgets::PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>Preferencias</translation>
    </message>
    <message>
        <source>Colors</source>
        <translation>Colores</translation>
    </message>
    <message>
        <source>Colors of the window</source>
        <translation>Colores de la ventana</translation>
    </message>
    <message>
        <source>The picture lies on black in all of them</source>
        <translation>La imagen está sobre negro en todos ellos</translation>
    </message>
    <message>
        <source>The picture lies on black in all of them.</source>
        <translation>La imagen está sobre negro en todos ellos.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>Language of the window</source>
        <translation>Idioma de la ventana</translation>
    </message>
    <message>
        <source>as the system</source>
        <translation>como el sistema</translation>
    </message>
    <message>
        <source>Holds from the next start on. Exports, journals and the command line stay English.</source>
        <translation>Vale desde el próximo arranque. Exportaciones, diarios y línea de órdenes siguen en inglés.</translation>
    </message>
</context>
<context>
    <name>asg::widgets::ProjectActions</name>
    <message>
        <source>The project was not opened: nobody said who reads.</source>
        <translation>El proyecto no se ha abierto: nadie ha dicho quién lee.</translation>
    </message>
    <message>
        <source>Open an annotation project</source>
        <translation>Abrir un proyecto de anotación</translation>
    </message>
    <message>
        <source>Projects (*.json)</source>
        <translation>Proyectos (*.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Todos los archivos (*)</translation>
    </message>
    <message>
        <source>Who is reading?</source>
        <translation>¿Quién lee?</translation>
    </message>
    <message>
        <source>“%1” is no reader of the project “%2”. Who of its readers are you?</source>
        <translation>«%1» no es lector del proyecto «%2». ¿Cuál de sus lectores es usted?</translation>
    </message>
    <message>
        <source>Readers of the project</source>
        <translation>Lectores del proyecto</translation>
    </message>
</context>
<context>
    <name>asg::widgets::ReaderQuestion</name>
    <message>
        <source>Who is reading?</source>
        <translation>¿Quién lee?</translation>
    </message>
    <message>
        <source>Your name. It stands with each verdict, correction and measurement, in the journal and in exports.</source>
        <translation>Su nombre. Acompaña a cada valoración, corrección y medida, en el diario y en las exportaciones.</translation>
    </message>
    <message>
        <source>Without a name nothing is judged and nothing measured.</source>
        <translation>Sin nombre no se valora ni se mide nada.</translation>
    </message>
</context>
<context>
    <name>asg::widgets::ReasonChooser</name>
    <message>
        <source>✗ Reject: why?</source>
        <translation>✗ Rechazar: ¿por qué?</translation>
    </message>
    <message>
        <source>? Unsure: what is to be asked?</source>
        <translation>? Dudoso: ¿qué hay que preguntar?</translation>
    </message>
    <message>
        <source>Why the link is rejected</source>
        <translation>Por qué se rechaza el vínculo</translation>
    </message>
    <message>
        <source>What a colleague is to be asked</source>
        <translation>Qué hay que preguntar a un colega</translation>
    </message>
    <message>
        <source>1 to 6, or in words. Enter rejects, Esc leaves it</source>
        <translation>De 1 a 6, o con palabras. Intro rechaza, Esc lo deja</translation>
    </message>
    <message>
        <source>In words, or none. Enter: unsure, Esc leaves it</source>
        <translation>Con palabras, o sin ellas. Intro: dudoso, Esc lo deja</translation>
    </message>
</context>
<context>
    <name>asg::widgets::ReportPanel</name>
    <message>
        <source>Original</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>Show the text exactly as given, as the parser read it</source>
        <translation>Mostrar el texto exactamente como se dio, tal como lo leyó el analizador</translation>
    </message>
    <message>
        <source>REPORT</source>
        <translation>INFORME</translation>
    </message>
    <message>
        <source>Open report…</source>
        <translation>Abrir informe…</translation>
    </message>
    <message>
        <source>Paste or type</source>
        <translation>Pegar o escribir</translation>
    </message>
    <message>
        <source>Report to be read</source>
        <translation>Informe que se va a leer</translation>
    </message>
    <message>
        <source>Paste or type the report here.</source>
        <translation>Pegue o escriba aquí el informe.</translation>
    </message>
    <message>
        <source>Use this report</source>
        <translation>Usar este informe</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Dejarlo</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Ctrl+Intro</translation>
    </message>
    <message>
        <source>Put away what was typed</source>
        <translation>Descartar lo escrito</translation>
    </message>
    <message>
        <source>The report of the open picture stands here.</source>
        <translation>Aquí va el informe de la imagen abierta.</translation>
    </message>
    <message>
        <source>No report yet. What was typed for this picture is kept: go on with it by “Paste or type”.</source>
        <translation>Todavía no hay informe. Se conserva lo que se escribió para esta imagen: continúe con «Pegar o escribir».</translation>
    </message>
    <message>
        <source>The project has no report of this picture, so there is no sentence to judge. Whatever you say of the picture answers: a box, a finding, a measurement or a key image.</source>
        <translation>El proyecto no tiene informe de esta imagen, así que no hay ninguna frase que valorar. Responde todo lo que usted diga de la imagen: un recuadro, un hallazgo, una medida o una imagen clave.</translation>
    </message>
    <message>
        <source>No report yet. Open a text file, paste the report, or type it: its sentences are then linked to the picture.</source>
        <translation>Todavía no hay informe. Abra un archivo de texto, pegue el informe o escríbalo: sus frases se vinculan entonces con la imagen.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Corrected otherwise by %1</source>
        <translation>Corregido de otro modo por %1</translation>
    </message>
</context>
<context>
    <name>asg::widgets::ReportTextView</name>
    <message>
        <source>Report</source>
        <translation>Informe</translation>
    </message>
</context>
<context>
    <name>asg::widgets::ReviewActions</name>
    <message>
        <source>Report and findings are hidden: ] shows what would be judged.</source>
        <translation>El informe y los hallazgos están ocultos: ] muestra lo que se valoraría.</translation>
    </message>
    <message>
        <source>Too fast: the change was not on the screen yet.</source>
        <translation>Demasiado rápido: el cambio aún no estaba en pantalla.</translation>
    </message>
    <message>
        <source>The report is being written: what would be judged is not shown.</source>
        <translation>El informe se está escribiendo: lo que se valoraría no está a la vista.</translation>
    </message>
    <message>
        <source>Too fast: the link was not on the screen yet.</source>
        <translation>Demasiado rápido: el vínculo aún no estaba en pantalla.</translation>
    </message>
    <message>
        <source>The sentence was not in view. It is now: press the key again.</source>
        <translation>La frase no estaba a la vista. Ya lo está: pulse la tecla otra vez.</translation>
    </message>
    <message>
        <source>Too fast: the box was not on the screen yet.</source>
        <translation>Demasiado rápido: el recuadro aún no estaba en pantalla.</translation>
    </message>
    <message>
        <source>The sentence that is being corrected points at nothing: no link can be accepted.</source>
        <translation>La frase que se corrige no señala nada: no se puede aceptar ningún vínculo.</translation>
    </message>
    <message>
        <source>The sentence that is being corrected has %1 links: Esc goes back to reading, where each is judged by itself.</source>
        <translation>La frase que se corrige tiene %1 vínculos: Esc vuelve a la lectura, donde cada uno se valora por separado.</translation>
    </message>
</context>
<context>
    <name>asg::widgets::ScreenActions</name>
    <message>
        <source>This screen is not calibrated: “%1” in the menu View measures it once with a bank card.</source>
        <translation>Esta pantalla no está calibrada: «%1», en el menú Ver, la mide una vez con una tarjeta bancaria.</translation>
    </message>
    <message>
        <source>Nobody knows how large this picture is: its file does not say. “Known length” calibrates it.</source>
        <translation>No se sabe qué tamaño tiene esta imagen: su archivo no lo dice. «Longitud conocida» la calibra.</translation>
    </message>
    <message>
        <source>true size</source>
        <translation>tamaño real</translation>
    </message>
    <message>
        <source>true size across</source>
        <translation>tamaño real a lo ancho</translation>
    </message>
    <message>
        <source>True size. %1</source>
        <translation>Tamaño real. %1</translation>
    </message>
    <message>
        <source>True size across alone: its pixels are not square. %1</source>
        <translation>Tamaño real solo a lo ancho: sus píxeles no son cuadrados. %1</translation>
    </message>
</context>
<context>
    <name>asg::widgets::SecondOpinionChoice</name>
    <message>
        <source>Folder of a classifier that asg model convert made</source>
        <translation>Carpeta de un clasificador hecho con asg model convert</translation>
    </message>
</context>
<context>
    <name>asg::widgets::ShowingActions</name>
    <message>
        <source>not judged</source>
        <translation>no juzgado</translation>
    </message>
    <message>
        <source>%1 (threshold %2)</source>
        <translation>%1 (umbral %2)</translation>
    </message>
    <message>
        <source>Save the picture with its overlay</source>
        <translation>Guardar la imagen con su superposición</translation>
    </message>
    <message>
        <source>PNG (*.png)</source>
        <translation>PNG (*.png)</translation>
    </message>
    <message>
        <source>Save a page of this reading</source>
        <translation>Guardar una página de esta lectura</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Not understood: “%1”</source>
        <translation>No entendido: «%1»</translation>
    </message>
    <message>
        <source>reader %1</source>
        <translation>lector: %1</translation>
    </message>
    <message>
        <source>The picture with its overlay is on the clipboard.</source>
        <translation>La imagen con su superposición está en el portapapeles.</translation>
    </message>
    <message>
        <source>This computer has no printer. Save the page as PDF instead: any system prints that.</source>
        <translation>Este ordenador no tiene impresora. Guarde la página como PDF: eso lo imprime cualquier sistema.</translation>
    </message>
    <message>
        <source>The page was given to the printer.</source>
        <translation>La página se ha entregado a la impresora.</translation>
    </message>
    <message>
        <source>The printer did not take the page. Look whether it is ready, or save the page as PDF.</source>
        <translation>La impresora no ha aceptado la página. Mire si está lista, o guarde la página como PDF.</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Escrito: %1</translation>
    </message>
</context>
<context>
    <name>asg::widgets::SpanLegend</name>
    <message>
        <source>Solid: finding. Dashed: place. Dotted: what decides existence.</source>
        <translation>Continua: hallazgo. Guiones: lugar. Puntos: lo que decide la existencia.</translation>
    </message>
    <message>
        <source>finding</source>
        <translation>hallazgo</translation>
    </message>
    <message>
        <source>place</source>
        <translation>lugar</translation>
    </message>
    <message>
        <source>decides existence</source>
        <translation>decide la existencia</translation>
    </message>
</context>
<context>
    <name>asg::widgets::StatusLine</name>
    <message>
        <source>model hidden until you commit</source>
        <translation>modelo oculto hasta que confirme</translation>
    </message>
</context>
<context>
    <name>asg::widgets::StudyPanel</name>
    <message>
        <source>Opened pictures</source>
        <translation>Imágenes abiertas</translation>
    </message>
    <message>
        <source>Opened pictures stand here, each with its thumbnail.</source>
        <translation>Aquí van las imágenes abiertas, cada una con su miniatura.</translation>
    </message>
    <message>
        <source>STUDIES</source>
        <translation>ESTUDIOS</translation>
    </message>
    <message>
        <source>PLACES</source>
        <translation>PUESTOS</translation>
    </message>
    <message>
        <source>Places of the project</source>
        <translation>Puestos del proyecto</translation>
    </message>
</context>
<context>
    <name>asg::widgets::TagBrowser</name>
    <message>
        <source>Elements of %1</source>
        <translation>Elementos de %1</translation>
    </message>
    <message>
        <source>Search tag, keyword or value</source>
        <translation>Buscar etiqueta, nombre o valor</translation>
    </message>
    <message>
        <source>Elements</source>
        <translation>Elementos</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Etiqueta</translation>
    </message>
    <message>
        <source>VR</source>
        <translation>VR</translation>
    </message>
    <message>
        <source>Keyword</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valor</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>The chosen rows, else all that are shown</source>
        <translation>Las filas elegidas, o si no, todas las visibles</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Reading the file…</source>
        <translation>Leyendo el archivo…</translation>
    </message>
    <message>
        <source>Rows: %1</source>
        <translation>Filas: %1</translation>
    </message>
    <message>
        <source>Rows on the clipboard: %1</source>
        <translation>Filas en el portapapeles: %1</translation>
    </message>
</context>
<context>
    <name>asg::widgets::VerificationBar</name>
    <message>
        <source>Nothing to verify yet</source>
        <translation>Nada que verificar todavía</translation>
    </message>
    <message>
        <source>Choose a sentence, a region or a finding</source>
        <translation>Elija una frase, una región o un hallazgo</translation>
    </message>
    <message>
        <source>→ %1 · %2</source>
        <translation>→ %1 · %2</translation>
    </message>
    <message>
        <source>the report does not speak of it</source>
        <translation>el informe no habla de ello</translation>
    </message>
    <message>
        <source>no report</source>
        <translation>sin informe</translation>
    </message>
    <message>
        <source>No place in the picture</source>
        <translation>Sin lugar en la imagen</translation>
    </message>
    <message>
        <source>The report does not speak of it</source>
        <translation>El informe no habla de ello</translation>
    </message>
    <message>
        <source> · link %1 of %2, Tab for the next</source>
        <translation> · vínculo %1 de %2, Tab para el siguiente</translation>
    </message>
    <message>
        <source>%1 of %2 links judged</source>
        <translation>%1 de %2 vínculos valorados</translation>
    </message>
    <message>
        <source> · not found in the picture</source>
        <translation> · no encontrado en la imagen</translation>
    </message>
    <message>
        <source>others: nothing</source>
        <translation>otros: nada</translation>
    </message>
    <message>
        <source>others: %1</source>
        <translation>otros: %1</translation>
    </message>
</context>
<context>
    <name>asg::widgets::ViewActions</name>
    <message>
        <source>The picture is shown as it was before. %1 Close other pictures or programs, then try again.</source>
        <translation>La imagen se muestra como estaba. %1 Cierre otras imágenes o programas y vuelva a intentarlo.</translation>
    </message>
</context>
<context>
    <name>asg::widgets::ViewBoard</name>
    <message>
        <source>Picture</source>
        <translation>Imagen</translation>
    </message>
    <message>
        <source>Picture %1</source>
        <translation>Imagen %1</translation>
    </message>
    <message>
        <source>No picture is open here.</source>
        <translation>Aquí no hay ninguna imagen abierta.</translation>
    </message>
    <message>
        <source>outlined: %1</source>
        <translation>con contorno: %1</translation>
    </message>
    <message>
        <source>map: %1</source>
        <translation>mapa: %1</translation>
    </message>
    <message>
        <source>measurements: %1</source>
        <translation>medidas: %1</translation>
    </message>
    <message>
        <source>the active view</source>
        <translation>la vista activa</translation>
    </message>
</context>
<context>
    <name>asg::widgets::WindowActions</name>
    <message>
        <source>automatic</source>
        <translation>automática</translation>
    </message>
    <message>
        <source>lungs</source>
        <translation>pulmones</translation>
    </message>
    <message>
        <source>mediastinum</source>
        <translation>mediastino</translation>
    </message>
    <message>
        <source>bones</source>
        <translation>huesos</translation>
    </message>
    <message>
        <source>Width and center</source>
        <translation>Anchura y centro</translation>
    </message>
    <message>
        <source>“%1” is no window: type width and center, for instance 2400 1100.</source>
        <translation>«%1» no es una ventana: escriba anchura y centro, por ejemplo 2400 1100.</translation>
    </message>
    <message>
        <source>Name of the window</source>
        <translation>Nombre de la ventana</translation>
    </message>
    <message>
        <source>“%1” stands in the menu Window for pictures without a modality.</source>
        <translation>«%1» está en el menú Ventana para imágenes sin modalidad.</translation>
    </message>
    <message>
        <source>“%1” stands in the menu Window for %2 pictures.</source>
        <translation>«%1» está en el menú Ventana para imágenes %2.</translation>
    </message>
    <message>
        <source>Table %1</source>
        <translation>Tabla %1</translation>
    </message>
    <message>
        <source>Window %1 / %2</source>
        <translation>Ventana %1 / %2</translation>
    </message>
    <message>
        <source>Full range</source>
        <translation>Intervalo completo</translation>
    </message>
</context>
<context>
    <name>asg::widgets::WindowColumns</name>
    <message>
        <source>Report and findings — ASG Viewer</source>
        <translation>Informe y hallazgos — ASG Viewer</translation>
    </message>
</context>
<context>
    <name>certainty</name>
    <message>
        <source>possible</source>
        <translation>posible</translation>
    </message>
    <message>
        <source>probable</source>
        <translation>probable</translation>
    </message>
    <message>
        <source>borderline</source>
        <translation>límite</translation>
    </message>
    <message>
        <source>alternative</source>
        <translation>alternativa</translation>
    </message>
</context>
<context>
    <name>change</name>
    <message>
        <source>new</source>
        <translation>nuevo</translation>
    </message>
    <message>
        <source>better</source>
        <translation>mejor</translation>
    </message>
    <message>
        <source>worse</source>
        <translation>peor</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>sin cambios</translation>
    </message>
    <message>
        <source>resolved</source>
        <translation>resuelto</translation>
    </message>
</context>
<context>
    <name>decisions</name>
    <message>
        <source>the deletion of a measurement</source>
        <translation>el borrado de una medida</translation>
    </message>
    <message>
        <source>a change of %1</source>
        <translation>un cambio de %1</translation>
    </message>
    <message>
        <source>that a finding of yours was taken away</source>
        <translation>la retirada de un hallazgo suyo</translation>
    </message>
    <message>
        <source>your finding “%1”</source>
        <translation>su hallazgo «%1»</translation>
    </message>
    <message>
        <source>a change of your finding “%1”</source>
        <translation>un cambio de su hallazgo «%1»</translation>
    </message>
    <message>
        <source>the correction of %1</source>
        <translation>la corrección de %1</translation>
    </message>
    <message>
        <source>your box of %1</source>
        <translation>su recuadro de %1</translation>
    </message>
    <message>
        <source>that your box of %1 was taken away</source>
        <translation>la retirada de su recuadro de %1</translation>
    </message>
    <message>
        <source>✓ change seen, %1</source>
        <translation>✓ cambio visto, %1</translation>
    </message>
    <message>
        <source>✗ change not seen, %1</source>
        <translation>✗ cambio no visto, %1</translation>
    </message>
    <message>
        <source>the mark as a key image</source>
        <translation>la marca de imagen clave</translation>
    </message>
    <message>
        <source>that it is no key image any more</source>
        <translation>la retirada de la marca de imagen clave</translation>
    </message>
    <message>
        <source>the commit of your reading; what was seen stays seen, and the model stays shown</source>
        <translation>la confirmación de su lectura; lo visto, visto está, y el modelo sigue a la vista</translation>
    </message>
    <message>
        <source>not judged</source>
        <translation>sin valorar</translation>
    </message>
    <message>
        <source>✓ accepted</source>
        <translation>✓ aceptado</translation>
    </message>
    <message>
        <source>✗ rejected</source>
        <translation>✗ rechazado</translation>
    </message>
    <message>
        <source>∅ nothing to point at</source>
        <translation>∅ nada que señalar</translation>
    </message>
    <message>
        <source>? unsure</source>
        <translation>? dudoso</translation>
    </message>
    <message>
        <source>box not judged</source>
        <translation>recuadro sin valorar</translation>
    </message>
    <message>
        <source>✓ box fits</source>
        <translation>✓ el recuadro encaja</translation>
    </message>
    <message>
        <source>✗ box does not fit</source>
        <translation>✗ el recuadro no encaja</translation>
    </message>
    <message>
        <source>no place</source>
        <translation>sin lugar</translation>
    </message>
    <message>
        <source>Done again: %1</source>
        <translation>Rehecho: %1</translation>
    </message>
    <message>
        <source>Undone: %1</source>
        <translation>Deshecho: %1</translation>
    </message>
    <message>
        <source>named</source>
        <translation>nombrado</translation>
    </message>
    <message>
        <source>enclosing</source>
        <translation>región que lo incluye</translation>
    </message>
    <message>
        <source>both sides</source>
        <translation>ambos lados</translation>
    </message>
    <message>
        <source>implied</source>
        <translation>implícito</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>a mano</translation>
    </message>
    <message>
        <source>%1 (another copy)</source>
        <translation>%1 (otra copia)</translation>
    </message>
    <message>
        <source>wrong side</source>
        <translation>lado equivocado</translation>
    </message>
    <message>
        <source>another place is meant</source>
        <translation>se refiere a otro lugar</translation>
    </message>
    <message>
        <source>too much is marked</source>
        <translation>se marca demasiado</translation>
    </message>
    <message>
        <source>too little is marked</source>
        <translation>se marca demasiado poco</translation>
    </message>
    <message>
        <source>the sentence is misread</source>
        <translation>la frase está mal leída</translation>
    </message>
    <message>
        <source>not seen in the picture</source>
        <translation>no se ve en la imagen</translation>
    </message>
    <message>
        <source>✎ your own box</source>
        <translation>✎ recuadro propio</translation>
    </message>
    <message>
        <source>✎ drew another box</source>
        <translation>✎ dibujó otro recuadro</translation>
    </message>
    <message>
        <source>Your own box was taken away</source>
        <translation>Se ha quitado su propio recuadro</translation>
    </message>
    <message>
        <source>✓ change seen</source>
        <translation>✓ cambio visto</translation>
    </message>
    <message>
        <source>✗ change not seen</source>
        <translation>✗ cambio no visto</translation>
    </message>
</context>
<context>
    <name>existence</name>
    <message>
        <source>not said</source>
        <translation>sin mención</translation>
    </message>
    <message>
        <source>present</source>
        <translation>presente</translation>
    </message>
    <message>
        <source>absent</source>
        <translation>ausente</translation>
    </message>
    <message>
        <source>uncertain</source>
        <translation>dudoso</translation>
    </message>
</context>
<context>
    <name>key sets</name>
    <message>
        <source>ASG Viewer</source>
        <translation>ASG Viewer</translation>
    </message>
    <message>
        <source>like Weasis</source>
        <translation>como Weasis</translation>
    </message>
    <message>
        <source>like OHIF</source>
        <translation>como OHIF</translation>
    </message>
</context>
<context>
    <name>measurements</name>
    <message>
        <source>, magnification corrected</source>
        <translation>, magnificación corregida</translation>
    </message>
    <message>
        <source> at detector</source>
        <translation> en el detector</translation>
    </message>
    <message>
        <source> on film</source>
        <translation> en la placa</translation>
    </message>
    <message>
        <source> by hand</source>
        <translation> a mano</translation>
    </message>
    <message>
        <source>mean %1  SD %2</source>
        <translation>media %1  DE %2</translation>
    </message>
    <message>
        <source>min %1  max %2</source>
        <translation>mín %1  máx %2</translation>
    </message>
    <message>
        <source>heart %1</source>
        <translation>corazón %1</translation>
    </message>
    <message>
        <source>thorax %1</source>
        <translation>tórax %1</translation>
    </message>
    <message>
        <source>±%1 (95 %), %2</source>
        <translation>±%1 (95 %), %2</translation>
    </message>
    <message>
        <source>corrected; %1 ±%2 (95 %) by %3</source>
        <translation>corregido; %1 ±%2 (95 %) según %3</translation>
    </message>
    <message>
        <source>CTR %1</source>
        <translation>ICT %1</translation>
    </message>
    <message>
        <source>caution: %1</source>
        <translation>precaución: %1</translation>
    </message>
    <message>
        <source>length</source>
        <translation>longitud</translation>
    </message>
    <message>
        <source>two axes</source>
        <translation>dos ejes</translation>
    </message>
    <message>
        <source>angle</source>
        <translation>ángulo</translation>
    </message>
    <message>
        <source>Cobb angle</source>
        <translation>ángulo de Cobb</translation>
    </message>
    <message>
        <source>polyline</source>
        <translation>polilínea</translation>
    </message>
    <message>
        <source>rectangle</source>
        <translation>rectángulo</translation>
    </message>
    <message>
        <source>ellipse</source>
        <translation>elipse</translation>
    </message>
    <message>
        <source>outline</source>
        <translation>contorno</translation>
    </message>
    <message>
        <source>arrow</source>
        <translation>flecha</translation>
    </message>
    <message>
        <source>text</source>
        <translation>texto</translation>
    </message>
    <message>
        <source>pixel value</source>
        <translation>valor del píxel</translation>
    </message>
    <message>
        <source>cardiothoracic ratio</source>
        <translation>índice cardiotorácico</translation>
    </message>
    <message>
        <source>%1 mm: known, calibrates</source>
        <translation>%1 mm: conocida, calibra</translation>
    </message>
    <message>
        <source>In pixels: the file does not say how large they are.</source>
        <translation>En píxeles: el archivo no dice qué tamaño tienen.</translation>
    </message>
    <message>
        <source>Millimetres by the file’s %1.</source>
        <translation>Milímetros según %1 del archivo.</translation>
    </message>
    <message>
        <source>Millimetres in the patient by the file’s %1.</source>
        <translation>Milímetros en el paciente según %1 del archivo.</translation>
    </message>
    <message>
        <source>Millimetres at the detector (%1): what lies in the patient is smaller.</source>
        <translation>Milímetros en el detector (%1): lo que está en el paciente es menor.</translation>
    </message>
    <message>
        <source>Millimetres on the film (%1): what lies in the patient is smaller.</source>
        <translation>Milímetros en la placa (%1): lo que está en el paciente es menor.</translation>
    </message>
    <message>
        <source>Millimetres by a known length (%1): right where that lies.</source>
        <translation>Milímetros según una longitud conocida (%1): exactos donde esta se encuentra.</translation>
    </message>
    <message>
        <source>The model’s word is hidden until you commit yours</source>
        <translation>Lo que dice el modelo está oculto hasta que confirme lo suyo</translation>
    </message>
    <message>
        <source>No model has looked at this picture</source>
        <translation>Ningún modelo ha visto esta imagen</translation>
    </message>
    <message>
        <source>%1 takes this for no frontal chest</source>
        <translation>%1 no la toma por un tórax frontal</translation>
    </message>
    <message>
        <source>How far %1’s ratio is off was not measured</source>
        <translation>No se ha medido cuánto se desvía el índice de %1</translation>
    </message>
    <message>
        <source>Not proposed: ±%1 in 95 %, ±%2 is asked</source>
        <translation>No se propone: ±%1 en el 95 %, se exige ±%2</translation>
    </message>
    <message>
        <source>AP enlarges the heart</source>
        <translation>AP agranda el corazón</translation>
    </message>
    <message>
        <source>PA or AP not said</source>
        <translation>PA o AP sin indicar</translation>
    </message>
    <message>
        <source>patient turned</source>
        <translation>paciente rotado</translation>
    </message>
    <message>
        <source>poor inspiration</source>
        <translation>inspiración insuficiente</translation>
    </message>
    <message>
        <source>child</source>
        <translation>niño</translation>
    </message>
    <message>
        <source>%1 does not show the heart and both lungs</source>
        <translation>%1 no muestra el corazón y ambos pulmones</translation>
    </message>
    <message>
        <source>%1. Drag the heart’s width, then the thorax’s</source>
        <translation>%1. Arrastre la anchura del corazón y luego la del tórax</translation>
    </message>
</context>
<context>
    <name>model</name>
    <message>
        <source>model %1</source>
        <translation>modelo %1</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
</context>
<context>
    <name>readingPage</name>
    <message>
        <source>Finding</source>
        <translation>Hallazgo</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Informe</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modelo</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Hallazgos</translation>
    </message>
    <message>
        <source>Measurements</source>
        <translation>Medidas</translation>
    </message>
    <message>
        <source>Reading of a chest X-ray</source>
        <translation>Lectura de una radiografía de tórax</translation>
    </message>
</context>
<context>
    <name>secondOpinion</name>
    <message>
        <source>%1, measured on labelled pictures here</source>
        <translation>%1, medido aquí con imágenes etiquetadas</translation>
    </message>
    <message>
        <source>%1, not measured here</source>
        <translation>%1, no medido aquí</translation>
    </message>
    <message>
        <source> and %1 more</source>
        <translation> y %1 más</translation>
    </message>
    <message>
        <source>Second opinion (%1): </source>
        <translation>Segunda opinión (%1): </translation>
    </message>
    <message>
        <source>it scores nothing.</source>
        <translation>no puntúa nada.</translation>
    </message>
    <message>
        <source>highest scores, with no known point from which they mean yes: %1.</source>
        <translation>puntuaciones más altas, sin punto conocido a partir del cual signifiquen sí: %1.</translation>
    </message>
    <message>
        <source>nothing above its operating point.</source>
        <translation>nada por encima de su punto de operación.</translation>
    </message>
    <message>
        <source>above its operating point: %1.</source>
        <translation>por encima de su punto de operación: %1.</translation>
    </message>
    <message>
        <source> These are scores, no probabilities; nothing above depends on them.</source>
        <translation> Son puntuaciones, no probabilidades; nada de lo de arriba depende de ellas.</translation>
    </message>
    <message>
        <source>second opinion (%1): score %2, no probability</source>
        <translation>segunda opinión (%1): puntuación %2, no probabilidad</translation>
    </message>
    <message>
        <source>, below its operating point 0.5</source>
        <translation>, por debajo de su punto de operación 0.5</translation>
    </message>
    <message>
        <source>, above its operating point 0.5</source>
        <translation>, por encima de su punto de operación 0.5</translation>
    </message>
</context>
<context>
    <name>sentences</name>
    <message>
        <source>not judged</source>
        <translation>sin valorar</translation>
    </message>
    <message>
        <source>Its links: %1</source>
        <translation>Sus vínculos: %1</translation>
    </message>
    <message>
        <source>Not understood (%1): it may say something else or more than what was read of it. It agrees with nothing; correct it by hand (E).</source>
        <translation>No entendida (%1): puede decir otra cosa o más de lo que se ha leído. No concuerda con nada; corríjala a mano (E).</translation>
    </message>
    <message>
        <source>Corrected by %1</source>
        <translation>Corregido por %1</translation>
    </message>
</context>
<context>
    <name>themes</name>
    <message>
        <source>as the desktop</source>
        <translation>como el escritorio</translation>
    </message>
    <message>
        <source>dark</source>
        <translation>oscuro</translation>
    </message>
    <message>
        <source>light</source>
        <translation>claro</translation>
    </message>
    <message>
        <source>high contrast</source>
        <translation>alto contraste</translation>
    </message>
</context>
</TS>
