"""Floor 2: from the files of a casebook to frozen records and the problems of those files.

`compare.loading.casebook.read_casebook` is the way in. Importing this package imports nothing heavy.
"""
