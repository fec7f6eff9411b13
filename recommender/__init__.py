"""The knowledge: the model of the decision, and the catalogue it works on. No HTTP."""
