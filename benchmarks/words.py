"""What tables and pictures say, by language."""

from __future__ import annotations

from collections.abc import Mapping

EN = {
    "machine": (
        "Measured on {date}: {processors} processors, {system}, Python {python}, {versions}. "
        "Unit `{name}`: {checks} hidden checks, {cases} cases, {calls} calls, {points} points. "
        "{rounds} round(s); {students} submissions for convalida, {theirs} for the others."
    ),
    "grader": "grader",
    "rate": "submissions a second",
    "cpu": "CPU of one more, ms",
    "peak": "peak memory, MiB",
    "times": "CPU against convalida",
    "floor": "the floor: the calls alone",
    "released": "released notebook",
    "bare": "bare notebook",
    "2 jobs": "released notebook, `--jobs 2`",
    "what": "what",
    "figure": "median",
    "help": "`convalida --help`",
    "one": "one notebook, from nothing",
    "fork": "a confined child is ready, with",
    "call": "a call there and back, asked live",
    "right": "a right notebook more",
    "wrong": "a notebook more with a mistake in every function",
    "explanation": "of that, what the mistakes cost",
    "above": "a right notebook against the floor",
    "two": "two jobs against one",
    "submissions": "submissions",
    "seconds": "from nothing, two jobs",
    "cpu_seconds": "CPU",
    "again": "again, unchanged",
    "notebook": "notebook",
    "no_score": "no score",
    "call_stack": "wrong: searches the call stack for the expected value",
    "patched": "wrong: replaces NumPy's comparison",
    "exit": "right, but one function ends the process",
    "loop": "right, but one function never ends",
    "stderr": "right, but one function writes to stderr",
    "overwritten": "right, but a name is overwritten at the bottom",
    "workers": "workers",
    "minutes": "minutes",
    "busy": "time that workers are busy",
    "measured": "measured, a second",
    "simulated": "simulated, a second",
    "least": "the floor",
    "picture": "CPU of one submission more (ms, logarithmic scale)",
}

ES = {
    "machine": (
        "Medido el {date}: {processors} procesadores, {system}, Python {python}, {versions}. "
        "Unidad `{name}`: {checks} comprobaciones ocultas, {cases} casos, {calls} llamadas, "
        "{points} puntos. Rondas: {rounds}; {students} entregas para convalida, {theirs} para los "
        "demás."
    ),
    "grader": "corrector",
    "rate": "entregas por segundo",
    "cpu": "CPU de una entrega más, ms",
    "peak": "memoria máxima, MiB",
    "times": "CPU respecto a convalida",
    "floor": "el mínimo: solo las llamadas",
    "released": "cuaderno publicado",
    "bare": "cuaderno reducido",
    "2 jobs": "cuaderno publicado, `--jobs 2`",
    "what": "qué",
    "figure": "mediana",
    "help": "`convalida --help`",
    "one": "un cuaderno, desde cero",
    "fork": "un proceso hijo aislado está listo, con",
    "call": "una llamada de ida y vuelta, hecha en el momento",
    "right": "un cuaderno correcto más",
    "wrong": "un cuaderno más con un error en cada función",
    "explanation": "de eso, lo que cuestan los errores",
    "above": "un cuaderno correcto respecto al mínimo",
    "two": "dos procesos respecto a uno",
    "submissions": "entregas",
    "seconds": "desde cero, dos procesos",
    "cpu_seconds": "CPU",
    "again": "otra vez, sin cambios",
    "notebook": "cuaderno",
    "no_score": "sin nota",
    "call_stack": "incorrecto: busca el valor esperado en la pila de llamadas",
    "patched": "incorrecto: sustituye la comparación de NumPy",
    "exit": "correcto, pero una función termina el proceso",
    "loop": "correcto, pero una función no acaba nunca",
    "stderr": "correcto, pero una función escribe en stderr",
    "overwritten": "correcto, pero al final se sobrescribe un nombre",
    "workers": "procesos",
    "minutes": "minutos",
    "busy": "tiempo en que trabajan",
    "measured": "medidas, por segundo",
    "simulated": "simuladas, por segundo",
    "least": "el mínimo",
    "picture": "CPU de una entrega más (ms, escala logarítmica)",
}

WORDS: Mapping[str, Mapping[str, str]] = {"en": EN, "es": ES}
