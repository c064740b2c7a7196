"""How good is a model, against labels that are taken for true? Arrays in, figures out."""
