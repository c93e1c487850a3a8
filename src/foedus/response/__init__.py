"""The response: who decides, who supports, who sends what, how soon; a transparent first model."""

from foedus.response.answer import Answer, answer
from foedus.response.question import Question, recorded_question, resolve

__all__ = ["Answer", "Question", "answer", "recorded_question", "resolve"]
