"""A page for each register that has a line in the record: one module here and one template each.

To add one: a module with `page(made: Made) -> Page`, its name in `pages.MODULES`, and `templates/NAME.html`.
"""
