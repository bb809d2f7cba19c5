"""Brings two people's changes to one text together, sentence by sentence.

`units` cuts a text into sentences with what stands before each; `matching` finds out what became of
each sentence on one side; `merging` brings two sides together and names where a person must choose.
"""
