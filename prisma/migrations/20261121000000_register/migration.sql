-- CreateTable
CREATE TABLE "history_entry" (
    "organization_id" UUID NOT NULL,
    "sequence" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,
    "header" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_id" UUID,
    "actor_kind" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "entity" TEXT NOT NULL,
    "entity_id" UUID NOT NULL,
    "entity_ref" TEXT NOT NULL,
    "request_id" TEXT NOT NULL,
    "batch_id" UUID,

    CONSTRAINT "history_entry_pkey" PRIMARY KEY ("organization_id","sequence")
);

-- CreateTable
CREATE TABLE "history_payload" (
    "organization_id" UUID NOT NULL,
    "sequence" BIGINT NOT NULL,
    "payload" TEXT NOT NULL,
    "salt" TEXT NOT NULL,

    CONSTRAINT "history_payload_pkey" PRIMARY KEY ("organization_id","sequence")
);

-- CreateTable
CREATE TABLE "history_head" (
    "organization_id" UUID NOT NULL,
    "sequence" BIGINT NOT NULL DEFAULT 0,
    "hash" TEXT NOT NULL,

    CONSTRAINT "history_head_pkey" PRIMARY KEY ("organization_id")
);

-- CreateTable
CREATE TABLE "comment" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "entity" TEXT NOT NULL,
    "entity_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "origin" TEXT NOT NULL DEFAULT '',
    "author_id" UUID,
    "resolved_at" TIMESTAMPTZ(3),
    "resolved_by_id" UUID,
    "resolution" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "comment_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "import_batch" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "file_name" TEXT NOT NULL,
    "file_size" INTEGER NOT NULL,
    "file_sha256" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'draft',
    "workbook" TEXT,
    "choices" JSONB NOT NULL DEFAULT '{}',
    "summary" JSONB NOT NULL DEFAULT '{}',
    "reason" TEXT NOT NULL DEFAULT '',
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "committed_at" TIMESTAMPTZ(3),
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_batch_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "import_record" (
    "organization_id" UUID NOT NULL,
    "batch_id" UUID NOT NULL,
    "entity" TEXT NOT NULL,
    "record_id" UUID NOT NULL,
    "record_version" INTEGER NOT NULL,
    "effect" TEXT NOT NULL,
    "before" JSONB,

    CONSTRAINT "import_record_pkey" PRIMARY KEY ("organization_id","batch_id","entity","record_id")
);

-- CreateTable
CREATE TABLE "register_annex" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "collection" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "register_annex_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "interested_party" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "ref" TEXT COLLATE "C" NOT NULL,
    "name" TEXT NOT NULL,
    "template_key" TEXT,
    "category" TEXT NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'group',
    "relation" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "status" TEXT NOT NULL DEFAULT 'candidate',
    "members" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "relevance" TEXT NOT NULL DEFAULT 'undecided',
    "relevance_rationale" TEXT NOT NULL DEFAULT '',
    "relevance_decided_at" DATE,
    "relevance_decided_by_id" UUID,
    "pestle" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "influence_vector" TEXT,
    "power" INTEGER,
    "interest" INTEGER,
    "support" INTEGER,
    "scores_are_template_defaults" BOOLEAN NOT NULL DEFAULT false,
    "attitude" TEXT,
    "adverse" BOOLEAN NOT NULL DEFAULT false,
    "imposes_law" BOOLEAN NOT NULL DEFAULT false,
    "engagement_current" TEXT,
    "engagement_target" TEXT,
    "owner_id" UUID,
    "owner_label" TEXT NOT NULL DEFAULT '',
    "representative" TEXT NOT NULL DEFAULT '',
    "representative_contact" TEXT NOT NULL DEFAULT '',
    "identification_method" TEXT,
    "identification_note" TEXT NOT NULL DEFAULT '',
    "confirmed_at" DATE,
    "confirmed_by" TEXT NOT NULL DEFAULT '',
    "confirmation_method" TEXT NOT NULL DEFAULT '',
    "last_reviewed_at" DATE,
    "silent" BOOLEAN NOT NULL DEFAULT false,
    "note" TEXT NOT NULL DEFAULT '',
    "retired_at" DATE,
    "retired_reason" TEXT NOT NULL DEFAULT '',
    "name_key" TEXT COLLATE "C" NOT NULL,
    "search_text" TEXT NOT NULL,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "interested_party_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "context_issue" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "ref" TEXT COLLATE "C" NOT NULL,
    "title" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "pestle" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "climate_related" BOOLEAN NOT NULL DEFAULT false,
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

    CONSTRAINT "context_issue_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "party_issue" (
    "organization_id" UUID NOT NULL,
    "party_id" UUID NOT NULL,
    "issue_id" UUID NOT NULL,

    CONSTRAINT "party_issue_pkey" PRIMARY KEY ("organization_id","party_id","issue_id")
);

-- CreateTable
CREATE TABLE "organization_profile" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "name" TEXT NOT NULL,
    "isms_scope" TEXT NOT NULL DEFAULT '',
    "scope_register_version" TEXT NOT NULL DEFAULT '',
    "climate_decision" TEXT NOT NULL DEFAULT 'undetermined',
    "climate_rationale" TEXT NOT NULL DEFAULT '',
    "climate_decided_at" DATE,
    "climate_decided_by_id" UUID,
    "review_interval_months" INTEGER NOT NULL DEFAULT 12,
    "triage_max_days" INTEGER NOT NULL DEFAULT 30,
    "confirm_max_days" INTEGER NOT NULL DEFAULT 90,
    "conflict_max_days" INTEGER NOT NULL DEFAULT 90,
    "trigger_default_days" INTEGER NOT NULL DEFAULT 30,
    "register_owner_id" UUID,
    "accountable_id" UUID,
    "classification" TEXT NOT NULL DEFAULT 'Internal',
    "languages" TEXT[] DEFAULT ARRAY['en']::TEXT[],
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "organization_profile_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "membership" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "user_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "is_top_management" BOOLEAN NOT NULL DEFAULT false,
    "department" TEXT NOT NULL DEFAULT '',
    "ended_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "invitation" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "email" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "accepted_by_id" UUID,
    "revoked_at" TIMESTAMPTZ(3),
    "invited_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "ref_counter" (
    "organization_id" UUID NOT NULL,
    "prefix" TEXT NOT NULL,
    "last" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "ref_counter_pkey" PRIMARY KEY ("organization_id","prefix")
);

-- CreateTable
CREATE TABLE "idempotency_key" (
    "organization_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "answer" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("organization_id","key")
);

-- CreateTable
CREATE TABLE "user_account" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "demo" BOOLEAN NOT NULL DEFAULT false,
    "disabled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "user_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "user_agent" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_attempt" (
    "id" UUID NOT NULL,
    "account" TEXT NOT NULL,
    "network" TEXT NOT NULL,
    "device" TEXT,
    "succeeded" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "known_device" (
    "token_hash" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "known_device_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "organization" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "organization_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "requirement" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "ref" TEXT COLLATE "C" NOT NULL,
    "party_id" UUID NOT NULL,
    "statement" TEXT NOT NULL,
    "party_wording" TEXT NOT NULL DEFAULT '',
    "translation" TEXT NOT NULL DEFAULT '',
    "status" TEXT NOT NULL DEFAULT 'draft',
    "kind" TEXT NOT NULL,
    "strength" TEXT,
    "binding" TEXT NOT NULL DEFAULT 'undecided',
    "source_type" TEXT,
    "source_ref" TEXT NOT NULL DEFAULT '',
    "source_locator" TEXT NOT NULL DEFAULT '',
    "elicitation_method" TEXT,
    "elicited_at" DATE,
    "elicitation_note" TEXT NOT NULL DEFAULT '',
    "cia" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "cia_rationale" TEXT NOT NULL DEFAULT '',
    "relevance" TEXT NOT NULL DEFAULT 'undecided',
    "relevance_rationale" TEXT NOT NULL DEFAULT '',
    "discard_reason" TEXT NOT NULL DEFAULT '',
    "relevance_decided_at" DATE,
    "relevance_decided_by_id" UUID,
    "isms_decision" TEXT NOT NULL DEFAULT 'undecided',
    "isms_decision_rationale" TEXT NOT NULL DEFAULT '',
    "isms_decided_at" DATE,
    "isms_decided_by_id" UUID,
    "how_addressed" TEXT NOT NULL DEFAULT '',
    "priority" TEXT,
    "priority_justification" TEXT NOT NULL DEFAULT '',
    "priority_decided_by_id" UUID,
    "priority_decided_at" DATE,
    "impact_if_unmet" INTEGER,
    "org_impact" TEXT NOT NULL DEFAULT '',
    "isms_impact" TEXT NOT NULL DEFAULT '',
    "benefit" TEXT NOT NULL DEFAULT '',
    "measurable_target" TEXT NOT NULL DEFAULT '',
    "concern" TEXT NOT NULL DEFAULT '',
    "data_handling" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "owner_id" UUID,
    "owner_label" TEXT NOT NULL DEFAULT '',
    "confirmed_at" DATE,
    "confirmed_by" TEXT NOT NULL DEFAULT '',
    "confirmation_method" TEXT NOT NULL DEFAULT '',
    "fulfilment_status" TEXT NOT NULL DEFAULT 'not_assessed',
    "fulfilment_assessed_at" DATE,
    "fulfilment_note" TEXT NOT NULL DEFAULT '',
    "communicated_at" DATE,
    "climate_related" BOOLEAN NOT NULL DEFAULT false,
    "effective_from" DATE,
    "effective_to" DATE,
    "last_reviewed_at" DATE,
    "note" TEXT NOT NULL DEFAULT '',
    "retired_at" DATE,
    "retired_reason" TEXT NOT NULL DEFAULT '',
    "statement_key" TEXT COLLATE "C" NOT NULL,
    "search_text" TEXT NOT NULL,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "requirement_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "source_document" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "ref" TEXT COLLATE "C" NOT NULL,
    "title" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "edition" TEXT NOT NULL DEFAULT '',
    "counterparty_party_id" UUID,
    "document_date" DATE,
    "effective_from" DATE,
    "effective_to" DATE,
    "location" TEXT NOT NULL DEFAULT '',
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

    CONSTRAINT "source_document_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "obligation" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "ref" TEXT COLLATE "C" NOT NULL,
    "title" TEXT NOT NULL,
    "citation" TEXT NOT NULL DEFAULT '',
    "kind" TEXT NOT NULL DEFAULT 'statute',
    "jurisdiction" TEXT NOT NULL DEFAULT '',
    "applicable" BOOLEAN NOT NULL DEFAULT true,
    "applicability" TEXT NOT NULL DEFAULT '',
    "authority_party_id" UUID,
    "effective_from" DATE,
    "effective_to" DATE,
    "last_verified_at" DATE,
    "last_verified_by_id" UUID,
    "how_complied" TEXT NOT NULL DEFAULT '',
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

    CONSTRAINT "obligation_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "requirement_source" (
    "organization_id" UUID NOT NULL,
    "requirement_id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "requirement_source_pkey" PRIMARY KEY ("organization_id","requirement_id","source_id")
);

-- CreateTable
CREATE TABLE "requirement_obligation" (
    "organization_id" UUID NOT NULL,
    "requirement_id" UUID NOT NULL,
    "obligation_id" UUID NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "requirement_obligation_pkey" PRIMARY KEY ("organization_id","requirement_id","obligation_id")
);

-- CreateTable
CREATE TABLE "requirement_link" (
    "organization_id" UUID NOT NULL,
    "requirement_id" UUID NOT NULL,
    "target_type" TEXT NOT NULL,
    "target_ref" TEXT NOT NULL,
    "rationale" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "requirement_link_pkey" PRIMARY KEY ("organization_id","requirement_id","target_type","target_ref")
);

-- CreateIndex
CREATE INDEX "history_entry_organization_id_entity_entity_id_sequence_idx" ON "history_entry"("organization_id", "entity", "entity_id", "sequence");

-- CreateIndex
CREATE INDEX "history_entry_organization_id_at_idx" ON "history_entry"("organization_id", "at");

-- CreateIndex
CREATE INDEX "comment_organization_id_entity_entity_id_idx" ON "comment"("organization_id", "entity", "entity_id");

-- CreateIndex
CREATE UNIQUE INDEX "register_annex_organization_id_collection_key" ON "register_annex"("organization_id", "collection");

-- CreateIndex
CREATE INDEX "interested_party_organization_id_status_name_key_idx" ON "interested_party"("organization_id", "status", "name_key");

-- CreateIndex
CREATE UNIQUE INDEX "interested_party_organization_id_ref_key" ON "interested_party"("organization_id", "ref");

-- CreateIndex
CREATE UNIQUE INDEX "context_issue_organization_id_ref_key" ON "context_issue"("organization_id", "ref");

-- CreateIndex
CREATE INDEX "party_issue_organization_id_issue_id_idx" ON "party_issue"("organization_id", "issue_id");

-- CreateIndex
CREATE UNIQUE INDEX "organization_profile_organization_id_key" ON "organization_profile"("organization_id");

-- CreateIndex
CREATE INDEX "membership_user_id_idx" ON "membership"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "membership_organization_id_user_id_key" ON "membership"("organization_id", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_organization_id_token_hash_key" ON "invitation"("organization_id", "token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "user_account_email_key" ON "user_account"("email");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_hash_key" ON "session"("token_hash");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE INDEX "sign_in_attempt_account_at_idx" ON "sign_in_attempt"("account", "at");

-- CreateIndex
CREATE INDEX "sign_in_attempt_network_at_idx" ON "sign_in_attempt"("network", "at");

-- CreateIndex
CREATE INDEX "known_device_user_id_idx" ON "known_device"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "organization_slug_key" ON "organization"("slug");

-- CreateIndex
CREATE INDEX "requirement_organization_id_party_id_idx" ON "requirement"("organization_id", "party_id");

-- CreateIndex
CREATE INDEX "requirement_organization_id_statement_key_idx" ON "requirement"("organization_id", "statement_key");

-- CreateIndex
CREATE UNIQUE INDEX "requirement_organization_id_ref_key" ON "requirement"("organization_id", "ref");

-- CreateIndex
CREATE UNIQUE INDEX "source_document_organization_id_ref_key" ON "source_document"("organization_id", "ref");

-- CreateIndex
CREATE UNIQUE INDEX "obligation_organization_id_ref_key" ON "obligation"("organization_id", "ref");

-- CreateIndex
CREATE INDEX "requirement_source_organization_id_source_id_idx" ON "requirement_source"("organization_id", "source_id");

-- CreateIndex
CREATE INDEX "requirement_obligation_organization_id_obligation_id_idx" ON "requirement_obligation"("organization_id", "obligation_id");

-- CreateIndex
CREATE INDEX "requirement_link_organization_id_target_ref_idx" ON "requirement_link"("organization_id", "target_ref");

-- AddForeignKey
ALTER TABLE "interested_party" ADD CONSTRAINT "interested_party_organization_id_owner_id_fkey" FOREIGN KEY ("organization_id", "owner_id") REFERENCES "membership"("organization_id", "user_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "context_issue" ADD CONSTRAINT "context_issue_organization_id_owner_id_fkey" FOREIGN KEY ("organization_id", "owner_id") REFERENCES "membership"("organization_id", "user_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "party_issue" ADD CONSTRAINT "party_issue_organization_id_party_id_fkey" FOREIGN KEY ("organization_id", "party_id") REFERENCES "interested_party"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "party_issue" ADD CONSTRAINT "party_issue_organization_id_issue_id_fkey" FOREIGN KEY ("organization_id", "issue_id") REFERENCES "context_issue"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "known_device" ADD CONSTRAINT "known_device_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "requirement" ADD CONSTRAINT "requirement_organization_id_party_id_fkey" FOREIGN KEY ("organization_id", "party_id") REFERENCES "interested_party"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "requirement" ADD CONSTRAINT "requirement_organization_id_owner_id_fkey" FOREIGN KEY ("organization_id", "owner_id") REFERENCES "membership"("organization_id", "user_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "source_document" ADD CONSTRAINT "source_document_organization_id_counterparty_party_id_fkey" FOREIGN KEY ("organization_id", "counterparty_party_id") REFERENCES "interested_party"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "source_document" ADD CONSTRAINT "source_document_organization_id_owner_id_fkey" FOREIGN KEY ("organization_id", "owner_id") REFERENCES "membership"("organization_id", "user_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "obligation" ADD CONSTRAINT "obligation_organization_id_authority_party_id_fkey" FOREIGN KEY ("organization_id", "authority_party_id") REFERENCES "interested_party"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "obligation" ADD CONSTRAINT "obligation_organization_id_owner_id_fkey" FOREIGN KEY ("organization_id", "owner_id") REFERENCES "membership"("organization_id", "user_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "requirement_source" ADD CONSTRAINT "requirement_source_organization_id_requirement_id_fkey" FOREIGN KEY ("organization_id", "requirement_id") REFERENCES "requirement"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "requirement_source" ADD CONSTRAINT "requirement_source_organization_id_source_id_fkey" FOREIGN KEY ("organization_id", "source_id") REFERENCES "source_document"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "requirement_obligation" ADD CONSTRAINT "requirement_obligation_organization_id_requirement_id_fkey" FOREIGN KEY ("organization_id", "requirement_id") REFERENCES "requirement"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "requirement_obligation" ADD CONSTRAINT "requirement_obligation_organization_id_obligation_id_fkey" FOREIGN KEY ("organization_id", "obligation_id") REFERENCES "obligation"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "requirement_link" ADD CONSTRAINT "requirement_link_organization_id_requirement_id_fkey" FOREIGN KEY ("organization_id", "requirement_id") REFERENCES "requirement"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- ---------------------------------------------------------------------------------------------------------------------------------
-- From here on by hand: what the schema language cannot say.

-- The role that every request becomes. It owns nothing, and row level security holds for it.
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'app_rw') THEN
    CREATE ROLE app_rw NOLOGIN;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; -- another database of this cluster was migrated at the same moment
END $$;
GRANT USAGE ON SCHEMA public TO app_rw;

-- Choices, scales, and decisions that are whole or not there at all.
ALTER TABLE "interested_party" ADD CONSTRAINT "interested_party_category_check" CHECK ("category" IN ('internal', 'external'));
ALTER TABLE "interested_party" ADD CONSTRAINT "interested_party_kind_check" CHECK ("kind" IN ('group', 'organisation', 'role', 'person'));
ALTER TABLE "interested_party" ADD CONSTRAINT "interested_party_relation_check" CHECK ("relation" <@ ARRAY['affects', 'affected', 'perceives']::text[]);
ALTER TABLE "interested_party" ADD CONSTRAINT "interested_party_status_check" CHECK ("status" IN ('candidate', 'active', 'retired'));
ALTER TABLE "interested_party" ADD CONSTRAINT "interested_party_relevance_check" CHECK ("relevance" IN ('undecided', 'relevant', 'not_relevant'));
ALTER TABLE "interested_party" ADD CONSTRAINT "interested_party_pestle_check" CHECK ("pestle" <@ ARRAY['political', 'economic', 'social', 'technological', 'legal', 'environmental']::text[]);
ALTER TABLE "interested_party" ADD CONSTRAINT "interested_party_influence_vector_check" CHECK ("influence_vector" IN ('legal_oversight', 'customers_market', 'owners_capital', 'workforce', 'supply_surroundings'));
ALTER TABLE "interested_party" ADD CONSTRAINT "interested_party_attitude_check" CHECK ("attitude" IN ('positive', 'negative', 'mixed'));
ALTER TABLE "interested_party" ADD CONSTRAINT "interested_party_engagement_current_check" CHECK ("engagement_current" IN ('unaware', 'resistant', 'neutral', 'supportive', 'leading'));
ALTER TABLE "interested_party" ADD CONSTRAINT "interested_party_engagement_target_check" CHECK ("engagement_target" IN ('unaware', 'resistant', 'neutral', 'supportive', 'leading'));
ALTER TABLE "interested_party" ADD CONSTRAINT "interested_party_identification_method_check" CHECK ("identification_method" IN ('brainstorm', 'pestle', 'contract_review', 'legal_register', 'insurance_review', 'template', 'interview', 'import', 'other'));
ALTER TABLE "requirement" ADD CONSTRAINT "requirement_status_check" CHECK ("status" IN ('draft', 'active', 'retired'));
ALTER TABLE "requirement" ADD CONSTRAINT "requirement_kind_check" CHECK ("kind" IN ('legal', 'regulatory', 'contractual', 'business', 'social'));
ALTER TABLE "requirement" ADD CONSTRAINT "requirement_strength_check" CHECK ("strength" IN ('need', 'expectation'));
ALTER TABLE "requirement" ADD CONSTRAINT "requirement_binding_check" CHECK ("binding" IN ('requirement', 'wish', 'undecided'));
ALTER TABLE "requirement" ADD CONSTRAINT "requirement_source_type_check" CHECK ("source_type" IN ('law', 'contract', 'policy', 'interview', 'survey', 'workshop', 'document', 'feedback', 'template', 'import'));
ALTER TABLE "requirement" ADD CONSTRAINT "requirement_elicitation_method_check" CHECK ("elicitation_method" IN ('interview', 'survey', 'workshop', 'focus_group', 'document_analysis', 'feedback', 'market_research', 'observation'));
ALTER TABLE "requirement" ADD CONSTRAINT "requirement_cia_check" CHECK ("cia" <@ ARRAY['confidentiality', 'integrity', 'availability']::text[]);
ALTER TABLE "requirement" ADD CONSTRAINT "requirement_relevance_check" CHECK ("relevance" IN ('undecided', 'relevant', 'discarded'));
ALTER TABLE "requirement" ADD CONSTRAINT "requirement_isms_decision_check" CHECK ("isms_decision" IN ('undecided', 'addressed', 'not_addressed'));
ALTER TABLE "requirement" ADD CONSTRAINT "requirement_priority_check" CHECK ("priority" IN ('high', 'medium', 'low'));
ALTER TABLE "requirement" ADD CONSTRAINT "requirement_fulfilment_status_check" CHECK ("fulfilment_status" IN ('not_assessed', 'met', 'partly', 'not_met'));
ALTER TABLE "requirement_link" ADD CONSTRAINT "requirement_link_target_type_check" CHECK ("target_type" IN ('clause', 'control', 'risk', 'policy', 'procedure', 'objective', 'evidence', 'scope'));
ALTER TABLE "source_document" ADD CONSTRAINT "source_document_type_check" CHECK ("type" IN ('contract', 'insurance_policy', 'lease', 'law', 'policy', 'other'));
ALTER TABLE "obligation" ADD CONSTRAINT "obligation_kind_check" CHECK ("kind" IN ('statute', 'regulation', 'regulatory_guideline', 'contractual', 'standard', 'other'));
ALTER TABLE "context_issue" ADD CONSTRAINT "context_issue_category_check" CHECK ("category" IN ('internal', 'external'));
ALTER TABLE "context_issue" ADD CONSTRAINT "context_issue_pestle_check" CHECK ("pestle" <@ ARRAY['political', 'economic', 'social', 'technological', 'legal', 'environmental']::text[]);
ALTER TABLE "organization_profile" ADD CONSTRAINT "organization_profile_climate_decision_check" CHECK ("climate_decision" IN ('undetermined', 'relevant', 'not_relevant'));
ALTER TABLE "membership" ADD CONSTRAINT "membership_role_check" CHECK ("role" IN ('owner', 'isms-manager', 'contributor', 'leadership', 'auditor', 'viewer'));
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_role_check" CHECK ("role" IN ('owner', 'isms-manager', 'contributor', 'leadership', 'auditor', 'viewer'));
ALTER TABLE "interested_party" ADD CONSTRAINT "interested_party_power_check" CHECK ("power" BETWEEN 1 AND 5);
ALTER TABLE "interested_party" ADD CONSTRAINT "interested_party_interest_check" CHECK ("interest" BETWEEN 1 AND 5);
ALTER TABLE "interested_party" ADD CONSTRAINT "interested_party_support_check" CHECK ("support" BETWEEN -2 AND 2);
ALTER TABLE "requirement" ADD CONSTRAINT "requirement_impact_if_unmet_check" CHECK ("impact_if_unmet" BETWEEN 1 AND 5);
ALTER TABLE "interested_party" ADD CONSTRAINT "interested_party_relevance_whole" CHECK ("relevance" = 'undecided' OR "relevance_decided_at" IS NOT NULL);
ALTER TABLE "requirement" ADD CONSTRAINT "requirement_relevance_whole" CHECK ("relevance" = 'undecided' OR "relevance_decided_at" IS NOT NULL);
ALTER TABLE "requirement" ADD CONSTRAINT "requirement_isms_decision_whole" CHECK ("isms_decision" = 'undecided' OR "isms_decided_at" IS NOT NULL);
ALTER TABLE "organization" ADD CONSTRAINT "organization_slug_check" CHECK ("slug" ~ '^[a-z0-9](-?[a-z0-9])*$' AND length("slug") BETWEEN 2 AND 60);
ALTER TABLE "obligation" ADD CONSTRAINT "obligation_status_check" CHECK ("status" IN ('active', 'retired'));
ALTER TABLE "source_document" ADD CONSTRAINT "source_document_status_check" CHECK ("status" IN ('active', 'retired'));
ALTER TABLE "context_issue" ADD CONSTRAINT "context_issue_status_check" CHECK ("status" IN ('active', 'retired'));
ALTER TABLE "import_batch" ADD CONSTRAINT "import_batch_status_check" CHECK ("status" IN ('draft', 'committing', 'committed', 'undone', 'discarded'));

-- The walls: each table of a tenant has row level security, enabled and forced; no tenant set means no row.
ALTER TABLE "organization_profile" ADD CONSTRAINT "organization_profile_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "organization_profile" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "organization_profile" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "organization_profile" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "membership" ADD CONSTRAINT "membership_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "membership" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "membership" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "membership" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "invitation" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "invitation" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "invitation" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "ref_counter" ADD CONSTRAINT "ref_counter_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "ref_counter" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "ref_counter" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "ref_counter" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "idempotency_key" ADD CONSTRAINT "idempotency_key_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "idempotency_key" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "idempotency_key" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "idempotency_key" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "interested_party" ADD CONSTRAINT "interested_party_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "interested_party" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "interested_party" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "interested_party" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "context_issue" ADD CONSTRAINT "context_issue_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "context_issue" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "context_issue" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "context_issue" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "party_issue" ADD CONSTRAINT "party_issue_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "party_issue" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "party_issue" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "party_issue" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "requirement" ADD CONSTRAINT "requirement_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "requirement" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "requirement" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "requirement" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "source_document" ADD CONSTRAINT "source_document_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "source_document" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "source_document" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "source_document" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "obligation" ADD CONSTRAINT "obligation_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "obligation" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "obligation" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "obligation" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "requirement_source" ADD CONSTRAINT "requirement_source_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "requirement_source" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "requirement_source" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "requirement_source" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "requirement_obligation" ADD CONSTRAINT "requirement_obligation_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "requirement_obligation" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "requirement_obligation" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "requirement_obligation" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "requirement_link" ADD CONSTRAINT "requirement_link_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "requirement_link" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "requirement_link" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "requirement_link" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "history_entry" ADD CONSTRAINT "history_entry_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "history_entry" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "history_entry" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "history_entry" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "history_payload" ADD CONSTRAINT "history_payload_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "history_payload" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "history_payload" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "history_payload" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "history_head" ADD CONSTRAINT "history_head_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "history_head" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "history_head" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "history_head" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "comment" ADD CONSTRAINT "comment_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "comment" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "comment" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "comment" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "import_batch" ADD CONSTRAINT "import_batch_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "import_batch" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "import_batch" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "import_batch" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "import_record" ADD CONSTRAINT "import_record_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "import_record" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "import_record" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "import_record" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "register_annex" ADD CONSTRAINT "register_annex_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "register_annex" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "register_annex" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "register_annex" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
-- A person sees their own memberships before an organisation is chosen (reading only).
CREATE POLICY "own" ON "membership" FOR SELECT USING ("user_id" = nullif(current_setting('app.user_id', true), '')::uuid);

-- What the role may do. Nothing of the register is ever deleted; only links are.
GRANT SELECT, INSERT, UPDATE ON "organization_profile", "membership", "invitation", "ref_counter", "idempotency_key", "interested_party", "context_issue", "party_issue", "requirement", "source_document", "obligation", "requirement_source", "requirement_obligation", "requirement_link", "history_head", "comment", "import_batch", "import_record", "register_annex" TO app_rw;
GRANT SELECT, INSERT ON "history_entry", "history_payload" TO app_rw;
GRANT DELETE ON "party_issue", "requirement_source", "requirement_obligation", "requirement_link" TO app_rw;
GRANT SELECT, INSERT, UPDATE ON "user_account", "session", "organization" TO app_rw;
GRANT SELECT, INSERT ON "known_device" TO app_rw;
GRANT SELECT, INSERT, UPDATE ON "sign_in_attempt" TO app_rw;

-- The history only grows, for everybody who does not disable the trigger on purpose.
CREATE FUNCTION refuse_history_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the history is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER history_entry_append_only BEFORE UPDATE OR DELETE ON "history_entry" FOR EACH ROW EXECUTE FUNCTION refuse_history_change();
CREATE TRIGGER history_entry_no_truncate BEFORE TRUNCATE ON "history_entry" FOR EACH STATEMENT EXECUTE FUNCTION refuse_history_change();
CREATE TRIGGER history_payload_append_only BEFORE UPDATE OR DELETE ON "history_payload" FOR EACH ROW EXECUTE FUNCTION refuse_history_change();
CREATE TRIGGER history_payload_no_truncate BEFORE TRUNCATE ON "history_payload" FOR EACH STATEMENT EXECUTE FUNCTION refuse_history_change();
CREATE FUNCTION refuse_history_rewind() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR NEW."sequence" <= OLD."sequence" OR NEW."organization_id" <> OLD."organization_id" THEN
    RAISE EXCEPTION 'the head of the history only moves forward' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER history_head_forward BEFORE UPDATE OR DELETE ON "history_head" FOR EACH ROW EXECUTE FUNCTION refuse_history_rewind();
