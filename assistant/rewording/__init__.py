"""A language model words what the rules found; what it writes is checked, never believed.

`facts` takes the rules' answer apart, `wordings` lists all the ways in which a fact may be said,
`checking` keeps of the model's text only such sentences, `reworder` asks the model in time, and
`chat_model` is the only file that knows LangChain.
"""
