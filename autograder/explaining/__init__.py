"""Why an answer is wrong: the mistake's name, the smallest example, the messages."""
