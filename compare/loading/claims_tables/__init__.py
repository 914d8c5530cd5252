"""Claims tables of others: CSV, TSV, JSON Lines and Parquet, read into columns in which every distinct text stands once."""
