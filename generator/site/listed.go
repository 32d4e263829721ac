package site

// Listed says whether a publication is told of beyond its own section: on home
// pages, in feeds, in search and in sitemaps. Its field unlisted, or that of a
// section above it, keeps it out of them.
func (p *Publication) Listed() bool {
	if p.Unlisted {
		return false
	}
	if p.Above != nil {
		return p.Above.Listed()
	}
	return p.In == nil || p.In.Listed()
}

// Listed says the same of a section.
func (s *Section) Listed() bool {
	for _, d := range s.Documents {
		if d != nil && d.Inherited.Unlisted {
			return false
		}
	}
	for n := s.Parent; n != nil; n = n.Parent {
		if n.Section != nil {
			return n.Section.Listed()
		}
	}
	return true
}
