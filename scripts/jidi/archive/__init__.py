"""A closed school year becomes files that stay whole by themselves for decades: bags of material, frozen sites (plan 四.4(2), 七.2; domain e.7)."""
