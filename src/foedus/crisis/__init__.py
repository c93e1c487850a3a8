"""What unfolds day by day after a call: the decision, who comes and when, and an illustration of what follows.

Decision, contingents and arrival are the response model's own draws, which rest on recorded cases. What happens on the
ground is an illustration and no forecast: for unrest the mean field of Epstein's civil violence, for war Lanchester's
square law, both on judgements with ranges (`assumptions.toml`). Draws are keyed by (seed, question, run, member, day),
so the figures are the same for any number of threads, for any chunk and after any restart.

Kernels load numba, so nothing is imported here.
"""
