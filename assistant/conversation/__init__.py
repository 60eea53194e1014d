"""A question in its conversation: a fold over the turns, each grounded in the answer before.

references   what the wording of a follow-up points at (`그중`, `두 번째`, `전년도`, `둘 합치면`)
state        what an answer leaves for the next question
own          the words that a follow-up brings itself, and what holds them
kinship      what stands around an answer in its report, and how near
grounded     answers from there: another row, column, year, measure or item
combining    sums and differences of what was told
items        what an answer listed, by its place in the list
choosing     a reply that picks a reading it was offered
topics       when a question starts anew, and what an answer must hold
turns        one question after another
memory       states that were worked out before
"""
