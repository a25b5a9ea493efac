"""The whole series as one page, set again from the sources of its pages: one run of notes, one list of terms."""
