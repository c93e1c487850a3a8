"""The response: who decides, who supports, who sends what, how soon; a transparent first model."""

from foedus.response.question import Question, recorded_question, resolve
from foedus.response.shape import Answer

__all__ = ["Answer", "Question", "recorded_question", "resolve"]
