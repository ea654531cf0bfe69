-- What meeting a requirement is worth and what ignoring it costs; a requirement that is older says nothing of it.
ALTER TABLE "requirement" ADD COLUMN     "impact_categories" TEXT[] DEFAULT ARRAY[]::TEXT[];
ALTER TABLE "requirement" ADD CONSTRAINT "requirement_impact_categories_check"
  CHECK ("impact_categories" <@ ARRAY['commercial', 'legal', 'reputational', 'operational']::text[]);
