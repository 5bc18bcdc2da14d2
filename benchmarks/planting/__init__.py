"""Writes whole districts of made-up schools, in which every figure of a review is known.

It knows the record from docs/record.md alone and takes nothing from the program: it decides what
happened, writes entries that tell of it, and counts its decisions.
"""
