"""Forged messages, on its own socket and on every other descriptor."""

from __future__ import annotations

from .model import PAD2D, SIGNATURE, Hostile

FORGE = """
import gc, os, struct
import inside.frames as frames
import inside.child
def token():
    return [o for o in gc.get_objects() if isinstance(o, inside.child.Session)][0].token
def reply(*body):
    frames.send([token(), *body])
def raw(data):
    os.write(3, struct.pack("!I", len(data)) + data)
ANSWER = ["a", "float64", [1], bytes(8)]
"""


def sends(name: str, tries: str, body: str, verdict: str = "crashed", raises: str = "") -> Hostile:
    """A pad2d that writes to its socket, then answers wrongly."""
    lines = "".join(f"    {line}\n" for line in body.splitlines())
    source = f"{FORGE}{SIGNATURE}{lines}    return np.zeros_like(x)\n"
    return Hostile(name, "messages", tries, source, "codec", {"pad2d": verdict}, raises)


CASES = (
    sends("writes_noise", "random bytes in place of a message", "os.write(3, os.urandom(4096))"),
    sends(
        "forges_a_token",
        "an answer with a token that it made up",
        "frames.send([b'12345678', 'answer', ANSWER, [], [[True, False]]])",
    ),
    sends(
        "answers_twice",
        "its answer twice, so that the second is taken for the answer to the next question",
        "reply('answer', ANSWER, [], [[True, False]])",
    ),
    sends(
        "answers_in_advance",
        "ten thousand answers for the questions to come",
        "for i in range(10_000): frames.send([bytes(8), 'answer', 0, [], []])",
    ),
    sends("says_hello_again", "the greeting of a new process", "frames.send(['hello'])"),
    sends("says_passed", "a message that no protocol knows", "reply('passed', 4.0, 'full marks')"),
    sends(
        "speaks_as_the_grader",
        "a record of full marks, as the grading process would write it, on every descriptor",
        "import json\n"
        "record = b'+' + json.dumps({'schema': 1, 'status': 'graded', 'score': 14.0}).encode()\n"
        "for number in range(64):\n"
        "    try: os.write(number, record)\n"
        "    except OSError: pass",
    ),
    sends(
        "reports_an_exit",
        "the report of a normal exit, which only the zygote may send, on every descriptor",
        "for number in range(64):\n"
        "    try: os.write(number, struct.pack('!iqd', 0, 0, 0.0))\n"
        "    except OSError: pass",
    ),
    sends("hangs_up", "closes its socket and lives on", "os.close(3)\nwhile True: pass"),
    sends(
        "moves_its_socket",
        "puts another file in the place of its socket",
        "os.dup2(0, 3)\nwhile True: pass",
    ),
    sends(
        "half_a_frame",
        "half a message, then silence",
        """\
os.write(3, b'\\0\\0\\0\\5a')
while True: pass""",
        "timeout",
    ),
    sends(
        "slow_drip",
        "a long message byte by byte, each in time",
        """\
import time
os.write(3, b'\\0\\xff\\0\\0')
while True:
    os.write(3, b'a')
    time.sleep(0.02)""",
        "timeout",
    ),
    sends(
        "a_frame_too_large",
        "a message of four gigabytes",
        "os.write(3, b'\\xff\\xff\\xff\\xff' + bytes(4096))",
    ),
    sends("an_empty_frame", "a message of no bytes", "raw(b'')"),
    sends("a_million_lists", "a million lists in one another", "raw(b'\\x91' * 10**6)"),
    sends(
        "lists_that_multiply",
        "short bytes that would be long lists",
        "raw(b'\\xdd\\x00\\x00\\xff\\xff' * 30)",
    ),
    sends(
        "an_extension",
        "extension types, timestamps and maps",
        "raw(b'\\x93\\xd4\\x01\\x02\\xd7\\xff' + bytes(8) + b'\\x81\\x01\\x02')",
    ),
    sends(
        "text_beyond_its_frame", "text longer than its frame", "raw(b'\\xdb\\xff\\xff\\xff\\xffa')"
    ),
    sends(
        "a_pickle",
        "a pickle that runs a program when it is read",
        "import pickle\nraw(pickle.dumps(print))",
    ),
    sends(
        "objects_by_name",
        "the dtype of Python objects",
        "reply('answer', ['a', 'object', [1], bytes(8)], [], [[True, False]])",
    ),
    sends(
        "more_than_it_holds",
        "a shape larger than its bytes",
        "reply('answer', ['a', 'float64', [2**40, 2**40], b''], [], [[True, False]])",
    ),
    sends(
        "less_than_nothing",
        "negative sizes and true for one",
        "reply('answer', ['a', 'float64', [-1, True], bytes(8)], [], [[True, False]])",
    ),
    sends(
        "nothing_times_everything",
        "a shape with a zero and axes beyond memory",
        "reply('answer', ['a', 'float64', [2**47, 2**47, 0], b''], [], [[True, False]])",
    ),
    sends(
        "facts_of_no_array",
        "facts of arrays that are not there",
        "reply('answer', 1, [], [[True, False]] * 9)",
    ),
    sends(
        "changes_of_no_argument",
        "the name of an argument that was never sent",
        "reply('answer', 1, ['0.125 0.25'], [])",
    ),
    sends(
        "a_line_beyond_numbers",
        "an error in a line beyond every integer",
        "reply('raised', 'E', ['ValueError'], '', 'cell 1', 2**63)",
    ),
    sends(
        "a_line_below_zero",
        "an error in a line before the first",
        "reply('raised', 'E', ['ValueError'], '', 'cell 1', -5)",
    ),
    sends(
        "a_thousand_bases",
        "an error with more bases than Python has",
        "reply('raised', 'E', ['ValueError'] * 10_000, '', None, None)",
    ),
    sends(
        "calls_without_being_asked",
        "a call to a function of the grader's that it was never given",
        "reply('callback', 1, ['l'], ['d'])",
        "crashed|failed",
    ),
    sends(
        "calls_for_ever",
        "calls to the grader without end",
        "while True: reply('callback', 2**40, ['l'], ['d'])",
        "crashed|timeout",
    ),
    sends(
        "a_handle_of_nobody",
        "the handle of an instance that does not exist",
        "reply('answer', ['h', 2**60, 'ndarray'], [], [])",
    ),
    sends(
        "tensors_in_tensors",
        "a tensor made of a tensor",
        "reply('answer', ['T', ['T', ANSWER, True], True], [], [])",
    ),
    Hostile(
        "undefined_with_an_answer",
        "messages",
        "says that a function does not exist, and what it answers",
        FORGE + "inside.child.Session.do_call = lambda *call: ['undefined', ANSWER]\n" + PAD2D,
        "codec",
        {"pad2d": "crashed"},
    ),
    Hostile(
        "answers_while_it_is_loaded",
        "messages",
        "sends answers while its cells are still being loaded, for the questions to come",
        FORGE
        + "for i in range(99): frames.send([bytes(8), 'answer', ANSWER, [], [[True, False]]])\n"
        + SIGNATURE
        + "    return right(x, pad, value)\n",
        "codec",
        {},
    ),
    Hostile(
        "raises_a_line_while_it_is_loaded",
        "messages",
        "an error in a line beyond every integer while its cells are being loaded",
        FORGE
        + "reply('raised', 'E', ['ValueError'], 'x', 'cell 2', 2**63)\n"
        + SIGNATURE
        + "    return right(x, pad, value)\n",
        "codec",
        {},
    ),
)
