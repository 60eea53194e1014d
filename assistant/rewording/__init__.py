"""A language model words the answer that the rules found; what it writes is checked, never believed.

`facts` takes the rules' answer apart, `wordings` lists all the ways in which a fact may be said,
`checking` keeps of the model's text only such sentences, `reworder` asks the model in time, and
`chat_model` is the only file that knows LangChain.
"""

from assistant.rewording.errors import UnusableModel
from assistant.rewording.reworder import Reworder, Rewording
from assistant.rewording.stream import AnswerStream, ByRules

__all__ = ["AnswerStream", "Reworder", "Rewording", "UnusableModel", "ByRules"]
