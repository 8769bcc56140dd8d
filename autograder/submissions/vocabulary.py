"""Words of file and folder names that are nobody's, in the languages of the course and near ones.

A surname is left out even where it is a word too: whoever bears it would lose it.
"""

from __future__ import annotations

# Without accents, in small letters; a number may stand before or after.
_WHAT = """
 actividad actividades activity answer answers asignacion assignment assignments attempt avance
 blatt cahier caderno challenge codigo code colab copia copie copy copier cuaderno cuadernos deber
 deberes devoir devoirs entrega entregas ejercicio ejercicios ex exam examen examples exercise
 exercises ejemplo ejemplos experimento experimentos experiment experiments guia homework hw ipynb
 jupyter lab labo laboratorio laboratory labs nb notebook notebooks parcial part parte practica
 practicas practical practico practicum problem problems problema problemas problemset project
 proyecto ps pset quiz resuelto resuelta respuesta respuestas response responses reto script
 scripts sheet solucion soluciones solution solutions solved src submission submissions tarea
 tareas task tasks td tp tpn trabajo trabajos ubung uebung work worksheet
"""
_STATE = """
 borrador draft final def definitivo definitiva nuevo nueva new old vieja version v ver rev
 revision backup respaldo fixed corregido corregida corrected corrections completo completa
 complete completed listo lista done last latest ultimo ultima prueba pruebas test tests testing
 demo scratch playground late tarde main sandbox
"""
_BESIDE = """
 untitled unnamed titulo nombre sin sans titre tutorial tutoriales notas apuntes notes utils util
 utilidades helpers helper funciones functions attachment attachments adjunto adjuntos anexo
 anexos file files fichero ficheros archivo archivos tmp temp output outputs docs doc data datos
 img images imagenes figures figuras assets resources recursos material materiales media lib
 config
"""
_WHEN = """
 semana semanas semaine sem week weeks wk woche unit unidad unite tema topic module modulo block
 bloque lesson leccion class clase session sesion dia monday tuesday wednesday thursday friday
 saturday sunday lunes martes miercoles jueves viernes sabado primer primera segunda tercera
 tercer first second third retraso fecha date
"""
_SUBJECT = """
 cnn cnns convnet convnets conv convolution convolutions convolucion convoluciones convolutional
 neural neuronal neuronales nn network networks red redes numpy python pytorch torch padding
 relleno pooling forward backward gradient gradients gradiente gradientes layer layers capa capas
 backpropagation retropropagacion
"""
_WRAPPERS = """
 alumnos alumnas class clase course curso cursos classroom descarga descargas download downloads
 estudiantes students inbound collected submitted entregas submissions extracted unzipped extraido
 working cohort cohorte semester semestre cuatrimestre trimestre term
"""
_TEAM = """
 grupo group team equipo gruppe groupe section seccion sektion turno comision paralelo aula
"""
_MEMBER = "alumno alumna estudiante student participant participante user usuario"
_STOPS = """
 a al by de del do da dos el en et for from in la las le les los mi mis my of para por su the to
 un una und von y and no not with without con
"""
_OFFICE = """
 alumnos lista listado roster readme license licencia requirements grades calificaciones scores
 puntuaciones participants participantes index timestamp makefile dockerfile enunciado
 instrucciones instructions rubrica rubric syllabus feedback comments gradebook info metadata
 environment pyproject setup changelog authors contributing
"""
GENERIC = frozenset(f"{_WHAT} {_STATE} {_BESIDE} {_WHEN} {_SUBJECT} {_WRAPPERS}".split())
STATES = frozenset(f"{_STATE} no not without".split())
WRAPPING = frozenset(_WRAPPERS.split())
TEAMS = frozenset(_TEAM.split())
COUNTED = TEAMS | frozenset(_MEMBER.split())
STOP = frozenset(_STOPS.split())
OFFICIAL = frozenset(_OFFICE.split())
