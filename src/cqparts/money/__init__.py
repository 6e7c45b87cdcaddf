"""Amounts of money: their digits, rates, and conversion."""
