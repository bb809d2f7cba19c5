"""The building blocks of every page: text, cards, badges, banners, forms, and how they look."""
