"""Sweeps: how the answer to a recorded case moves with what is taken for granted, its framing and the procedure.

A sweep is a file (`spec`), points in the unit cube (`points`), an answer at each point (`task`), worked on by a cluster
(`cluster`), and what each factor does to the answers (`report`). Needs the extra `cluster`; nothing is imported here.
"""
