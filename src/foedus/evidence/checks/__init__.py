"""Is the model computed as it is written down, does it fit what it was fitted to, and do its priors matter?"""
