"""The assisted sign-up (代理入力): one family, two pages, every step leavable."""
