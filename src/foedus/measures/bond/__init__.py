"""What binds members: obligations, depth, years together, overlap with what came before."""
