-- AlterTable
ALTER TABLE "organization_profile" ADD COLUMN     "evidence_warn_days" INTEGER NOT NULL DEFAULT 30,
ADD COLUMN     "impact_levels" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "likelihood_levels" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "risk_acceptance_level" INTEGER NOT NULL DEFAULT 6;

-- AlterTable
ALTER TABLE "requirement" ADD COLUMN     "management_systems" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "requirement_link" ADD COLUMN     "coverage" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "self_assessment" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "ref" TEXT COLLATE "C" NOT NULL,
    "as_of" DATE NOT NULL,
    "ran_by_id" UUID,
    "basis" TEXT NOT NULL DEFAULT 'live',
    "majors" INTEGER NOT NULL DEFAULT 0,
    "minors" INTEGER NOT NULL DEFAULT 0,
    "opportunities" INTEGER NOT NULL DEFAULT 0,
    "content" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "self_assessment_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "acceptance" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "check_id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "accepted_until" DATE NOT NULL,
    "accepted_at" DATE NOT NULL,
    "accepted_by_id" UUID,
    "withdrawn_at" DATE,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "acceptance_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "finding" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "ref" TEXT COLLATE "C" NOT NULL,
    "title" TEXT NOT NULL,
    "statement" TEXT NOT NULL DEFAULT '',
    "clause" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "origin" TEXT NOT NULL DEFAULT 'internal_audit',
    "audit_name" TEXT NOT NULL DEFAULT '',
    "raised_at" DATE NOT NULL,
    "due_at" DATE NOT NULL,
    "correction" TEXT NOT NULL DEFAULT '',
    "cause" TEXT NOT NULL DEFAULT '',
    "corrective_action" TEXT NOT NULL DEFAULT '',
    "effectiveness_checked_at" DATE,
    "effectiveness_note" TEXT NOT NULL DEFAULT '',
    "closed_at" DATE,
    "closed_by_id" UUID,
    "repeat_of_id" UUID,
    "record_refs" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "status" TEXT NOT NULL DEFAULT 'open',
    "owner_id" UUID,
    "note" TEXT NOT NULL DEFAULT '',
    "retired_at" DATE,
    "retired_reason" TEXT NOT NULL DEFAULT '',
    "title_key" TEXT COLLATE "C" NOT NULL,
    "search_text" TEXT NOT NULL,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "finding_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "action" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "ref" TEXT COLLATE "C" NOT NULL,
    "title" TEXT NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'corrective',
    "description" TEXT NOT NULL DEFAULT '',
    "requirement_id" UUID,
    "finding_id" UUID,
    "record_refs" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "status" TEXT NOT NULL DEFAULT 'open',
    "due_at" DATE,
    "owner_id" UUID,
    "requested_by_id" UUID,
    "cause" TEXT NOT NULL DEFAULT '',
    "result" TEXT NOT NULL DEFAULT '',
    "done_at" DATE,
    "effectiveness_checked_at" DATE,
    "effectiveness_note" TEXT NOT NULL DEFAULT '',
    "note" TEXT NOT NULL DEFAULT '',
    "retired_at" DATE,
    "retired_reason" TEXT NOT NULL DEFAULT '',
    "title_key" TEXT COLLATE "C" NOT NULL,
    "search_text" TEXT NOT NULL,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "action_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "audit_sample" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "ref" TEXT COLLATE "C" NOT NULL,
    "seed" TEXT NOT NULL,
    "drawn_by_id" UUID,
    "drawn_on" DATE NOT NULL,
    "content" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "audit_sample_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "audit_note" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "entity_ref" TEXT NOT NULL DEFAULT '',
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "audit_note_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "scope_unit" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "ref" TEXT COLLATE "C" NOT NULL,
    "title" TEXT NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'other',
    "description" TEXT NOT NULL DEFAULT '',
    "status" TEXT NOT NULL DEFAULT 'active',
    "owner_id" UUID,
    "note" TEXT NOT NULL DEFAULT '',
    "retired_at" DATE,
    "retired_reason" TEXT NOT NULL DEFAULT '',
    "title_key" TEXT COLLATE "C" NOT NULL,
    "search_text" TEXT NOT NULL,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "scope_unit_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "own_control" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "ref" TEXT COLLATE "C" NOT NULL,
    "title" TEXT NOT NULL,
    "theme" TEXT NOT NULL DEFAULT 'organizational',
    "control_types" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "cia" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "concepts" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "origin" TEXT NOT NULL DEFAULT '',
    "description" TEXT NOT NULL DEFAULT '',
    "status" TEXT NOT NULL DEFAULT 'active',
    "note" TEXT NOT NULL DEFAULT '',
    "retired_at" DATE,
    "retired_reason" TEXT NOT NULL DEFAULT '',
    "title_key" TEXT COLLATE "C" NOT NULL,
    "search_text" TEXT NOT NULL,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "own_control_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "soa_entry" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "control_ref" TEXT COLLATE "C" NOT NULL,
    "applicable" BOOLEAN,
    "reasons" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "justification" TEXT NOT NULL DEFAULT '',
    "implementation_status" TEXT,
    "implementation_note" TEXT NOT NULL DEFAULT '',
    "owner_id" UUID,
    "decided_at" DATE,
    "decided_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "soa_entry_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "soa_version" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "number" TEXT COLLATE "C" NOT NULL,
    "issued_on" DATE NOT NULL,
    "issued_by_id" UUID,
    "change_summary" TEXT NOT NULL DEFAULT '',
    "content" TEXT NOT NULL,
    "content_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "soa_version_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "risk" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "ref" TEXT COLLATE "C" NOT NULL,
    "title" TEXT NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'threat',
    "description" TEXT NOT NULL DEFAULT '',
    "adverse_party_id" UUID,
    "likelihood" INTEGER,
    "impact" INTEGER,
    "treatment" TEXT,
    "treatment_note" TEXT NOT NULL DEFAULT '',
    "residual_likelihood" INTEGER,
    "residual_impact" INTEGER,
    "assessed_at" DATE,
    "review_due_at" DATE,
    "status" TEXT NOT NULL DEFAULT 'active',
    "owner_id" UUID,
    "note" TEXT NOT NULL DEFAULT '',
    "retired_at" DATE,
    "retired_reason" TEXT NOT NULL DEFAULT '',
    "title_key" TEXT COLLATE "C" NOT NULL,
    "search_text" TEXT NOT NULL,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "risk_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "isms_document" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "ref" TEXT COLLATE "C" NOT NULL,
    "title" TEXT NOT NULL,
    "type" TEXT NOT NULL DEFAULT 'policy',
    "edition" TEXT NOT NULL DEFAULT '',
    "approved_on" DATE,
    "review_due_at" DATE,
    "quoted_register_version" TEXT NOT NULL DEFAULT '',
    "current" BOOLEAN NOT NULL DEFAULT true,
    "location" TEXT NOT NULL DEFAULT '',
    "audience" TEXT NOT NULL DEFAULT '',
    "status" TEXT NOT NULL DEFAULT 'active',
    "owner_id" UUID,
    "note" TEXT NOT NULL DEFAULT '',
    "retired_at" DATE,
    "retired_reason" TEXT NOT NULL DEFAULT '',
    "title_key" TEXT COLLATE "C" NOT NULL,
    "search_text" TEXT NOT NULL,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "isms_document_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "evidence" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "ref" TEXT COLLATE "C" NOT NULL,
    "title" TEXT NOT NULL,
    "type" TEXT NOT NULL DEFAULT 'record',
    "dated" DATE NOT NULL,
    "valid_until" DATE,
    "origin" TEXT NOT NULL DEFAULT '',
    "location" TEXT NOT NULL DEFAULT '',
    "content_hash" TEXT,
    "file_name" TEXT NOT NULL DEFAULT '',
    "media_type" TEXT NOT NULL DEFAULT '',
    "size" INTEGER,
    "status" TEXT NOT NULL DEFAULT 'active',
    "owner_id" UUID,
    "note" TEXT NOT NULL DEFAULT '',
    "retired_at" DATE,
    "retired_reason" TEXT NOT NULL DEFAULT '',
    "title_key" TEXT COLLATE "C" NOT NULL,
    "search_text" TEXT NOT NULL,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "evidence_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "upload" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "file_name" TEXT NOT NULL,
    "size" BIGINT NOT NULL,
    "received" BIGINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "upload_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "budget_line" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "ref" TEXT COLLATE "C" NOT NULL,
    "title" TEXT NOT NULL,
    "period" TEXT NOT NULL DEFAULT '',
    "amount" INTEGER,
    "currency" TEXT NOT NULL DEFAULT '',
    "target_refs" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "status" TEXT NOT NULL DEFAULT 'active',
    "owner_id" UUID,
    "note" TEXT NOT NULL DEFAULT '',
    "retired_at" DATE,
    "retired_reason" TEXT NOT NULL DEFAULT '',
    "title_key" TEXT COLLATE "C" NOT NULL,
    "search_text" TEXT NOT NULL,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "budget_line_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "self_assessment_organization_id_ref_key" ON "self_assessment"("organization_id", "ref");

-- CreateIndex
CREATE UNIQUE INDEX "acceptance_organization_id_check_id_subject_key" ON "acceptance"("organization_id", "check_id", "subject");

-- CreateIndex
CREATE UNIQUE INDEX "finding_organization_id_ref_key" ON "finding"("organization_id", "ref");

-- CreateIndex
CREATE INDEX "action_organization_id_requirement_id_idx" ON "action"("organization_id", "requirement_id");

-- CreateIndex
CREATE UNIQUE INDEX "action_organization_id_ref_key" ON "action"("organization_id", "ref");

-- CreateIndex
CREATE UNIQUE INDEX "audit_sample_organization_id_ref_key" ON "audit_sample"("organization_id", "ref");

-- CreateIndex
CREATE INDEX "audit_note_organization_id_user_id_idx" ON "audit_note"("organization_id", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "scope_unit_organization_id_ref_key" ON "scope_unit"("organization_id", "ref");

-- CreateIndex
CREATE UNIQUE INDEX "own_control_organization_id_ref_key" ON "own_control"("organization_id", "ref");

-- CreateIndex
CREATE UNIQUE INDEX "soa_entry_organization_id_control_ref_key" ON "soa_entry"("organization_id", "control_ref");

-- CreateIndex
CREATE UNIQUE INDEX "soa_version_organization_id_number_key" ON "soa_version"("organization_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "risk_organization_id_ref_key" ON "risk"("organization_id", "ref");

-- CreateIndex
CREATE UNIQUE INDEX "isms_document_organization_id_ref_key" ON "isms_document"("organization_id", "ref");

-- CreateIndex
CREATE INDEX "evidence_organization_id_content_hash_idx" ON "evidence"("organization_id", "content_hash");

-- CreateIndex
CREATE UNIQUE INDEX "evidence_organization_id_ref_key" ON "evidence"("organization_id", "ref");

-- CreateIndex
CREATE UNIQUE INDEX "budget_line_organization_id_ref_key" ON "budget_line"("organization_id", "ref");

-- AddForeignKey
ALTER TABLE "finding" ADD CONSTRAINT "finding_organization_id_repeat_of_id_fkey" FOREIGN KEY ("organization_id", "repeat_of_id") REFERENCES "finding"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "action" ADD CONSTRAINT "action_organization_id_requirement_id_fkey" FOREIGN KEY ("organization_id", "requirement_id") REFERENCES "requirement"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "action" ADD CONSTRAINT "action_organization_id_finding_id_fkey" FOREIGN KEY ("organization_id", "finding_id") REFERENCES "finding"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "risk" ADD CONSTRAINT "risk_organization_id_adverse_party_id_fkey" FOREIGN KEY ("organization_id", "adverse_party_id") REFERENCES "interested_party"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- ---------------------------------------------------------------------------------------------------------------------------------
-- By hand: choices, scales and the walls, as in the first migration.
ALTER TABLE "requirement_link" ADD CONSTRAINT "requirement_link_coverage_check" CHECK ("coverage" IN ('', 'partly', 'fully'));
ALTER TABLE "scope_unit" ADD CONSTRAINT "scope_unit_kind_check" CHECK ("kind" IN ('site', 'organisation_unit', 'service', 'system', 'other'));
ALTER TABLE "scope_unit" ADD CONSTRAINT "scope_unit_status_check" CHECK ("status" IN ('active', 'retired'));
ALTER TABLE "own_control" ADD CONSTRAINT "own_control_status_check" CHECK ("status" IN ('active', 'retired'));
ALTER TABLE "risk" ADD CONSTRAINT "risk_status_check" CHECK ("status" IN ('active', 'retired'));
ALTER TABLE "isms_document" ADD CONSTRAINT "isms_document_status_check" CHECK ("status" IN ('active', 'retired'));
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_status_check" CHECK ("status" IN ('active', 'retired'));
ALTER TABLE "budget_line" ADD CONSTRAINT "budget_line_status_check" CHECK ("status" IN ('active', 'retired'));
ALTER TABLE "own_control" ADD CONSTRAINT "own_control_theme_check" CHECK ("theme" IN ('organizational', 'people', 'physical', 'technological'));
ALTER TABLE "own_control" ADD CONSTRAINT "own_control_cia_check" CHECK ("cia" <@ ARRAY['confidentiality', 'integrity', 'availability']::text[]);
ALTER TABLE "soa_entry" ADD CONSTRAINT "soa_entry_reasons_check" CHECK ("reasons" <@ ARRAY['risk', 'legal', 'contractual', 'business']::text[]);
ALTER TABLE "soa_entry" ADD CONSTRAINT "soa_entry_implementation_status_check" CHECK ("implementation_status" IN ('planned', 'partial', 'implemented'));
ALTER TABLE "soa_entry" ADD CONSTRAINT "soa_entry_decision_whole" CHECK ("applicable" IS NULL OR "decided_at" IS NOT NULL);
ALTER TABLE "risk" ADD CONSTRAINT "risk_kind_check" CHECK ("kind" IN ('threat', 'opportunity'));
ALTER TABLE "risk" ADD CONSTRAINT "risk_treatment_check" CHECK ("treatment" IN ('modify', 'retain', 'avoid', 'share'));
ALTER TABLE "risk" ADD CONSTRAINT "risk_likelihood_check" CHECK ("likelihood" BETWEEN 1 AND 10);
ALTER TABLE "risk" ADD CONSTRAINT "risk_impact_check" CHECK ("impact" BETWEEN 1 AND 10);
ALTER TABLE "risk" ADD CONSTRAINT "risk_residual_likelihood_check" CHECK ("residual_likelihood" BETWEEN 1 AND 10);
ALTER TABLE "risk" ADD CONSTRAINT "risk_residual_impact_check" CHECK ("residual_impact" BETWEEN 1 AND 10);
ALTER TABLE "isms_document" ADD CONSTRAINT "isms_document_type_check" CHECK ("type" IN ('policy', 'procedure', 'work_instruction', 'plan', 'other'));
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_type_check" CHECK ("type" IN ('policy', 'procedure', 'work_instruction', 'test_result', 'audit_report', 'walkthrough', 'record', 'minutes'));
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_content_hash_check" CHECK ("content_hash" ~ '^[0-9a-f]{64}$' AND "size" >= 0);
ALTER TABLE "upload" ADD CONSTRAINT "upload_received_check" CHECK ("received" BETWEEN 0 AND "size");
ALTER TABLE "finding" ADD CONSTRAINT "finding_severity_check" CHECK ("severity" IN ('major', 'minor', 'ofi'));
ALTER TABLE "finding" ADD CONSTRAINT "finding_origin_check" CHECK ("origin" IN ('internal_audit', 'certification_audit', 'customer_audit', 'authority', 'self_assessment', 'incident', 'other'));
ALTER TABLE "finding" ADD CONSTRAINT "finding_status_check" CHECK ("status" IN ('open', 'closed', 'retired'));
ALTER TABLE "finding" ADD CONSTRAINT "finding_closed_whole" CHECK ("status" <> 'closed' OR "closed_at" IS NOT NULL);
ALTER TABLE "action" ADD CONSTRAINT "action_kind_check" CHECK ("kind" IN ('corrective', 'improvement', 'evidence_request', 'task'));
ALTER TABLE "action" ADD CONSTRAINT "action_status_check" CHECK ("status" IN ('open', 'done', 'retired'));
ALTER TABLE "organization_profile" ADD CONSTRAINT "organization_profile_risk_acceptance_level_check" CHECK ("risk_acceptance_level" BETWEEN 0 AND 100);
ALTER TABLE "organization_profile" ADD CONSTRAINT "organization_profile_evidence_warn_days_check" CHECK ("evidence_warn_days" BETWEEN 0 AND 3650);
ALTER TABLE "scope_unit" ADD CONSTRAINT "scope_unit_owner_fkey" FOREIGN KEY ("organization_id", "owner_id") REFERENCES "membership" ("organization_id", "user_id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "soa_entry" ADD CONSTRAINT "soa_entry_owner_fkey" FOREIGN KEY ("organization_id", "owner_id") REFERENCES "membership" ("organization_id", "user_id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "risk" ADD CONSTRAINT "risk_owner_fkey" FOREIGN KEY ("organization_id", "owner_id") REFERENCES "membership" ("organization_id", "user_id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "isms_document" ADD CONSTRAINT "isms_document_owner_fkey" FOREIGN KEY ("organization_id", "owner_id") REFERENCES "membership" ("organization_id", "user_id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_owner_fkey" FOREIGN KEY ("organization_id", "owner_id") REFERENCES "membership" ("organization_id", "user_id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "budget_line" ADD CONSTRAINT "budget_line_owner_fkey" FOREIGN KEY ("organization_id", "owner_id") REFERENCES "membership" ("organization_id", "user_id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "finding" ADD CONSTRAINT "finding_owner_fkey" FOREIGN KEY ("organization_id", "owner_id") REFERENCES "membership" ("organization_id", "user_id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "action" ADD CONSTRAINT "action_owner_fkey" FOREIGN KEY ("organization_id", "owner_id") REFERENCES "membership" ("organization_id", "user_id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "scope_unit" ADD CONSTRAINT "scope_unit_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "scope_unit" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "scope_unit" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "scope_unit" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "own_control" ADD CONSTRAINT "own_control_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "own_control" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "own_control" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "own_control" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "soa_entry" ADD CONSTRAINT "soa_entry_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "soa_entry" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "soa_entry" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "soa_entry" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "soa_version" ADD CONSTRAINT "soa_version_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "soa_version" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "soa_version" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "soa_version" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "risk" ADD CONSTRAINT "risk_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "risk" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "risk" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "risk" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "isms_document" ADD CONSTRAINT "isms_document_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "isms_document" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "isms_document" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "isms_document" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "evidence" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "evidence" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "evidence" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "upload" ADD CONSTRAINT "upload_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "upload" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "upload" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "upload" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "budget_line" ADD CONSTRAINT "budget_line_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "budget_line" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "budget_line" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "budget_line" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "self_assessment" ADD CONSTRAINT "self_assessment_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "self_assessment" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "self_assessment" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "self_assessment" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "acceptance" ADD CONSTRAINT "acceptance_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "acceptance" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "acceptance" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "acceptance" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "finding" ADD CONSTRAINT "finding_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "finding" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "finding" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "finding" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "action" ADD CONSTRAINT "action_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "action" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "action" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "action" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "audit_sample" ADD CONSTRAINT "audit_sample_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "audit_sample" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "audit_sample" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "audit_sample" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "audit_note" ADD CONSTRAINT "audit_note_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "audit_note" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "audit_note" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "audit_note" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE ON "scope_unit", "own_control", "soa_entry", "soa_version", "risk", "isms_document", "evidence", "upload", "budget_line", "self_assessment", "acceptance", "finding", "action", "audit_sample", "audit_note" TO app_rw;
-- A private note and a file on its way in are no records.
GRANT DELETE ON "audit_note", "upload" TO app_rw;
