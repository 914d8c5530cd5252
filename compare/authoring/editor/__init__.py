"""What an editor needs to complete and check our files: schemas that know the casebook."""
