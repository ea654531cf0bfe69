-- AlterTable
ALTER TABLE "action" ADD COLUMN     "origin" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "origin_ref" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "history_head" ADD COLUMN     "in_review_id" UUID;

-- AlterTable
ALTER TABLE "organization_profile" ADD COLUMN     "approval_in_review" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "document_prefix" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "logo_sha256" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "logo_type" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "process_document_ref" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "review_remind_days" INTEGER NOT NULL DEFAULT 30,
ADD COLUMN     "review_repeat_days" INTEGER NOT NULL DEFAULT 7,
ADD COLUMN     "sole_approver_reason" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "sole_approver_since" DATE;

-- CreateTable
CREATE TABLE "register_version" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "number" TEXT COLLATE "C" NOT NULL,
    "major" INTEGER NOT NULL,
    "minor" INTEGER NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'draft',
    "change_summary" TEXT NOT NULL DEFAULT '',
    "owner_id" UUID,
    "author_id" UUID,
    "base_version_id" UUID,
    "management_review_id" UUID,
    "submitted_by_id" UUID,
    "submitted_at" TIMESTAMPTZ(3),
    "content_hash" TEXT NOT NULL DEFAULT '',
    "history_sequence" INTEGER,
    "history_hash" TEXT NOT NULL DEFAULT '',
    "approved_on" DATE,
    "approved_at" TIMESTAMPTZ(3),
    "approved_by_ids" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "approved_hash" TEXT NOT NULL DEFAULT '',
    "exception_reason" TEXT NOT NULL DEFAULT '',
    "superseded_on" DATE,
    "open_comments" INTEGER NOT NULL DEFAULT 0,
    "origin" TEXT NOT NULL DEFAULT 'here',
    "last_return" TEXT NOT NULL DEFAULT '',
    "note" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "register_version_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "register_version_content" (
    "organization_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "content_hash" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "register_version_content_pkey" PRIMARY KEY ("organization_id","version_id","content_hash")
);

-- CreateTable
CREATE TABLE "version_decision" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "version_id" UUID NOT NULL,
    "decision" TEXT NOT NULL,
    "content_hash" TEXT NOT NULL,
    "comment" TEXT NOT NULL DEFAULT '',
    "exception_reason" TEXT NOT NULL DEFAULT '',
    "decided_by_id" UUID,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,
    "receipt" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "version_decision_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "review" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "ref" TEXT COLLATE "C" NOT NULL,
    "type" TEXT NOT NULL DEFAULT 'periodic',
    "title" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'planned',
    "planned_on" DATE,
    "due_on" DATE,
    "opened_on" DATE,
    "completed_on" DATE,
    "completed_by_id" UUID,
    "lead_id" UUID,
    "participant_ids" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "other_participants" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "trigger_event_id" UUID,
    "party_ids" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "result" TEXT NOT NULL DEFAULT '',
    "outcome" TEXT NOT NULL DEFAULT '',
    "version_number" TEXT NOT NULL DEFAULT '',
    "note" TEXT NOT NULL DEFAULT '',
    "retired_at" DATE,
    "retired_reason" TEXT NOT NULL DEFAULT '',
    "title_key" TEXT COLLATE "C" NOT NULL,
    "search_text" TEXT COLLATE "C" NOT NULL,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "review_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "review_item" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "review_id" UUID NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "entity" TEXT NOT NULL,
    "record_id" UUID NOT NULL,
    "record_ref" TEXT NOT NULL,
    "verdict" TEXT NOT NULL DEFAULT 'open',
    "note" TEXT NOT NULL DEFAULT '',
    "decided_by_id" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "review_item_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "review_answer" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "review_id" UUID NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "prompt_key" TEXT NOT NULL DEFAULT '',
    "prompt" TEXT NOT NULL,
    "verdict" TEXT NOT NULL DEFAULT 'open',
    "answer" TEXT NOT NULL DEFAULT '',
    "decided_by_id" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "review_answer_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "trigger_rule" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "event_key" TEXT COLLATE "C" NOT NULL,
    "title" TEXT NOT NULL,
    "due_days" INTEGER NOT NULL,
    "usual_parties" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "prompts" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "full_review" BOOLEAN NOT NULL DEFAULT false,
    "corrective_action_needed" BOOLEAN NOT NULL DEFAULT false,
    "own" BOOLEAN NOT NULL DEFAULT false,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "trigger_rule_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "trigger_event" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "ref" TEXT COLLATE "C" NOT NULL,
    "event_key" TEXT COLLATE "C" NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "occurred_on" DATE NOT NULL,
    "logged_on" DATE NOT NULL,
    "logged_by_id" UUID,
    "due_days" INTEGER NOT NULL,
    "party_ids" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "status" TEXT NOT NULL DEFAULT 'open',
    "closed_on" DATE,
    "dismissed_reason" TEXT NOT NULL DEFAULT '',
    "corrective_action_id" UUID,
    "owner_id" UUID,
    "note" TEXT NOT NULL DEFAULT '',
    "title_key" TEXT COLLATE "C" NOT NULL,
    "search_text" TEXT COLLATE "C" NOT NULL,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "trigger_event_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "management_review" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "ref" TEXT COLLATE "C" NOT NULL,
    "title" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'planned',
    "held_on" DATE NOT NULL,
    "place" TEXT NOT NULL DEFAULT '',
    "chair_id" UUID,
    "attendee_ids" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "other_attendees" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "apologies" TEXT NOT NULL DEFAULT '',
    "period_from" DATE,
    "period_to" DATE,
    "from_sequence" INTEGER,
    "to_sequence" INTEGER,
    "governing_version" TEXT NOT NULL DEFAULT '',
    "minutes_ref" TEXT NOT NULL DEFAULT '',
    "changes_text" TEXT NOT NULL DEFAULT '',
    "feedback_text" TEXT NOT NULL DEFAULT '',
    "decisions" TEXT NOT NULL DEFAULT '',
    "carried_action_refs" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "next_on" DATE,
    "recorded_on" DATE NOT NULL,
    "signed_by_id" UUID,
    "signed_at" TIMESTAMPTZ(3),
    "signed_hash" TEXT NOT NULL DEFAULT '',
    "note" TEXT NOT NULL DEFAULT '',
    "title_key" TEXT COLLATE "C" NOT NULL,
    "search_text" TEXT COLLATE "C" NOT NULL,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "management_review_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "management_review_item" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "management_review_id" UUID NOT NULL,
    "input" TEXT NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "facts" TEXT NOT NULL DEFAULT '',
    "discussion" TEXT NOT NULL DEFAULT '',
    "no_change" BOOLEAN NOT NULL DEFAULT false,
    "decision" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "management_review_item_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "signed_minutes" (
    "organization_id" UUID NOT NULL,
    "management_review_id" UUID NOT NULL,
    "content_hash" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "receipt" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "signed_minutes_pkey" PRIMARY KEY ("organization_id","management_review_id")
);

-- CreateTable
CREATE TABLE "checkpoint" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,
    "key_id" TEXT COLLATE "C" NOT NULL,
    "content" TEXT NOT NULL,
    "signature" TEXT NOT NULL,

    CONSTRAINT "checkpoint_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "signing_key" (
    "key_id" TEXT COLLATE "C" NOT NULL,
    "public_key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "retired_at" TIMESTAMPTZ(3),
    "endorsement" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "signing_key_pkey" PRIMARY KEY ("key_id")
);

-- CreateTable
CREATE TABLE "issued_copy" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "filter_text" TEXT NOT NULL DEFAULT '',
    "rows_shown" INTEGER,
    "rows_total" INTEGER,
    "version_id" UUID,
    "version_label" TEXT NOT NULL DEFAULT '',
    "sequence" INTEGER NOT NULL DEFAULT 0,
    "classification" TEXT NOT NULL DEFAULT '',
    "made_by_id" UUID,
    "made_by_name" TEXT NOT NULL DEFAULT '',
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'ready',
    "progress" INTEGER NOT NULL DEFAULT 100,
    "failure" TEXT NOT NULL DEFAULT '',
    "sha256" TEXT NOT NULL DEFAULT '',
    "bytes" INTEGER NOT NULL DEFAULT 0,
    "code_hash" TEXT,
    "stored_until" TIMESTAMPTZ(3),
    "request" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "issued_copy_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "guest_access" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "ref" TEXT COLLATE "C" NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL DEFAULT '',
    "body" TEXT NOT NULL DEFAULT '',
    "purpose" TEXT NOT NULL,
    "areas" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "version_ids" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "period_from" DATE,
    "period_to" DATE,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_by_id" UUID,
    "invited_by_id" UUID,
    "first_opened_at" TIMESTAMPTZ(3),
    "note" TEXT NOT NULL DEFAULT '',
    "token_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "guest_access_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "guest_session" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "guest_access_id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "guest_session_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "as_of_point" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "built_at" TIMESTAMPTZ(3) NOT NULL,
    "last_read_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "as_of_point_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "register_version_organization_id_number_key" ON "register_version"("organization_id", "number");

-- CreateIndex
CREATE INDEX "version_decision_organization_id_version_id_idx" ON "version_decision"("organization_id", "version_id");

-- CreateIndex
CREATE UNIQUE INDEX "review_organization_id_ref_key" ON "review"("organization_id", "ref");

-- CreateIndex
CREATE UNIQUE INDEX "review_item_organization_id_review_id_entity_record_id_key" ON "review_item"("organization_id", "review_id", "entity", "record_id");

-- CreateIndex
CREATE INDEX "review_answer_organization_id_review_id_idx" ON "review_answer"("organization_id", "review_id");

-- CreateIndex
CREATE UNIQUE INDEX "trigger_rule_organization_id_event_key_key" ON "trigger_rule"("organization_id", "event_key");

-- CreateIndex
CREATE UNIQUE INDEX "trigger_event_organization_id_ref_key" ON "trigger_event"("organization_id", "ref");

-- CreateIndex
CREATE UNIQUE INDEX "management_review_organization_id_ref_key" ON "management_review"("organization_id", "ref");

-- CreateIndex
CREATE UNIQUE INDEX "management_review_item_organization_id_management_review_id_key" ON "management_review_item"("organization_id", "management_review_id", "input");

-- CreateIndex
CREATE INDEX "checkpoint_organization_id_sequence_idx" ON "checkpoint"("organization_id", "sequence");

-- CreateIndex
CREATE INDEX "issued_copy_organization_id_code_hash_idx" ON "issued_copy"("organization_id", "code_hash");

-- CreateIndex
CREATE UNIQUE INDEX "issued_copy_organization_id_number_key" ON "issued_copy"("organization_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "guest_access_organization_id_ref_key" ON "guest_access"("organization_id", "ref");

-- CreateIndex
CREATE UNIQUE INDEX "guest_access_organization_id_token_hash_key" ON "guest_access"("organization_id", "token_hash");

-- CreateIndex
CREATE INDEX "guest_session_organization_id_guest_access_id_idx" ON "guest_session"("organization_id", "guest_access_id");

-- CreateIndex
CREATE UNIQUE INDEX "guest_session_organization_id_token_hash_key" ON "guest_session"("organization_id", "token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "as_of_point_organization_id_sequence_key" ON "as_of_point"("organization_id", "sequence");

-- AddForeignKey
ALTER TABLE "review" ADD CONSTRAINT "review_organization_id_trigger_event_id_fkey" FOREIGN KEY ("organization_id", "trigger_event_id") REFERENCES "trigger_event"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "review_item" ADD CONSTRAINT "review_item_organization_id_review_id_fkey" FOREIGN KEY ("organization_id", "review_id") REFERENCES "review"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "review_answer" ADD CONSTRAINT "review_answer_organization_id_review_id_fkey" FOREIGN KEY ("organization_id", "review_id") REFERENCES "review"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "management_review_item" ADD CONSTRAINT "management_review_item_organization_id_management_review_i_fkey" FOREIGN KEY ("organization_id", "management_review_id") REFERENCES "management_review"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- Choices of the vocabulary (a test holds both against each other).
ALTER TABLE "action" ADD CONSTRAINT "action_origin_check" CHECK ("origin" IN ('', 'changed_need', 'review', 'trigger', 'management_review'));
ALTER TABLE "register_version" ADD CONSTRAINT "register_version_status_check" CHECK ("status" IN ('draft', 'in_review', 'approved', 'superseded'));
ALTER TABLE "register_version" ADD CONSTRAINT "register_version_origin_check" CHECK ("origin" IN ('here', 'file'));
ALTER TABLE "version_decision" ADD CONSTRAINT "version_decision_decision_check" CHECK ("decision" IN ('approve', 'decline', 'request_changes'));
ALTER TABLE "review" ADD CONSTRAINT "review_type_check" CHECK ("type" IN ('periodic', 'trigger'));
ALTER TABLE "review" ADD CONSTRAINT "review_status_check" CHECK ("status" IN ('planned', 'open', 'completed', 'cancelled'));
ALTER TABLE "review" ADD CONSTRAINT "review_result_check" CHECK ("result" IN ('', 'changes', 'no_change'));
ALTER TABLE "review_item" ADD CONSTRAINT "review_item_verdict_check" CHECK ("verdict" IN ('open', 'still_valid', 'changed', 'retire', 'question'));
ALTER TABLE "review_answer" ADD CONSTRAINT "review_answer_verdict_check" CHECK ("verdict" IN ('open', 'no_change', 'change'));
ALTER TABLE "trigger_event" ADD CONSTRAINT "trigger_event_status_check" CHECK ("status" IN ('open', 'closed', 'dismissed'));
ALTER TABLE "management_review" ADD CONSTRAINT "management_review_status_check" CHECK ("status" IN ('planned', 'held', 'signed'));
ALTER TABLE "management_review_item" ADD CONSTRAINT "management_review_item_input_check" CHECK ("input" IN ('a', 'b', 'c', 'd_nonconformities', 'd_monitoring', 'd_audits', 'd_objectives', 'e', 'f', 'g'));
ALTER TABLE "checkpoint" ADD CONSTRAINT "checkpoint_reason_check" CHECK ("reason" IN ('approval', 'export', 'daily', 'manual'));
ALTER TABLE "issued_copy" ADD CONSTRAINT "issued_copy_format_check" CHECK ("format" IN ('pdf', 'docx', 'xlsx', 'csv', 'json', 'zip', 'svg', 'png'));
ALTER TABLE "issued_copy" ADD CONSTRAINT "issued_copy_status_check" CHECK ("status" IN ('making', 'ready', 'failed'));
ALTER TABLE "guest_access" ADD CONSTRAINT "guest_access_areas_check" CHECK ("areas" <@ ARRAY['register', 'context', 'obligations', 'controls', 'risks', 'documents', 'evidence', 'history']::text[]);
ALTER TABLE "trigger_rule" ADD CONSTRAINT "trigger_rule_due_days_check" CHECK ("due_days" BETWEEN 0 AND 3650);
ALTER TABLE "trigger_event" ADD CONSTRAINT "trigger_event_due_days_check" CHECK ("due_days" BETWEEN 0 AND 3650);
ALTER TABLE "organization_profile" ADD CONSTRAINT "organization_profile_review_remind_days_check" CHECK ("review_remind_days" BETWEEN 0 AND 365);
ALTER TABLE "organization_profile" ADD CONSTRAINT "organization_profile_review_repeat_days_check" CHECK ("review_repeat_days" BETWEEN 1 AND 365);

-- One version is being prepared, one governs.
CREATE UNIQUE INDEX "register_version_one_in_work" ON "register_version" ("organization_id") WHERE "status" IN ('draft', 'in_review');
CREATE UNIQUE INDEX "register_version_one_governs" ON "register_version" ("organization_id") WHERE "status" = 'approved';
CREATE UNIQUE INDEX "register_version_numbers" ON "register_version" ("organization_id", "major", "minor");

-- Ends of links that Prisma does not write, because history and snapshots stand on ids.
ALTER TABLE "register_version_content" ADD CONSTRAINT "register_version_content_version_id_fkey" FOREIGN KEY ("organization_id", "version_id") REFERENCES "register_version" ("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "version_decision" ADD CONSTRAINT "version_decision_version_id_fkey" FOREIGN KEY ("organization_id", "version_id") REFERENCES "register_version" ("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "register_version" ADD CONSTRAINT "register_version_base_version_id_fkey" FOREIGN KEY ("organization_id", "base_version_id") REFERENCES "register_version" ("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "register_version" ADD CONSTRAINT "register_version_management_review_id_fkey" FOREIGN KEY ("organization_id", "management_review_id") REFERENCES "management_review" ("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "history_head" ADD CONSTRAINT "history_head_in_review_id_fkey" FOREIGN KEY ("organization_id", "in_review_id") REFERENCES "register_version" ("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "trigger_event" ADD CONSTRAINT "trigger_event_corrective_action_id_fkey" FOREIGN KEY ("organization_id", "corrective_action_id") REFERENCES "action" ("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "signed_minutes" ADD CONSTRAINT "signed_minutes_management_review_id_fkey" FOREIGN KEY ("organization_id", "management_review_id") REFERENCES "management_review" ("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "guest_session" ADD CONSTRAINT "guest_session_guest_access_id_fkey" FOREIGN KEY ("organization_id", "guest_access_id") REFERENCES "guest_access" ("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "issued_copy" ADD CONSTRAINT "issued_copy_version_id_fkey" FOREIGN KEY ("organization_id", "version_id") REFERENCES "register_version" ("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "register_version" ADD CONSTRAINT "register_version_owner_id_fkey" FOREIGN KEY ("organization_id", "owner_id") REFERENCES "membership" ("organization_id", "user_id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "review" ADD CONSTRAINT "review_lead_id_fkey" FOREIGN KEY ("organization_id", "lead_id") REFERENCES "membership" ("organization_id", "user_id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "trigger_event" ADD CONSTRAINT "trigger_event_owner_id_fkey" FOREIGN KEY ("organization_id", "owner_id") REFERENCES "membership" ("organization_id", "user_id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "management_review" ADD CONSTRAINT "management_review_chair_id_fkey" FOREIGN KEY ("organization_id", "chair_id") REFERENCES "membership" ("organization_id", "user_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- The walls.
ALTER TABLE "register_version" ADD CONSTRAINT "register_version_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "register_version" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "register_version" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "register_version" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "register_version_content" ADD CONSTRAINT "register_version_content_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "register_version_content" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "register_version_content" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "register_version_content" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "version_decision" ADD CONSTRAINT "version_decision_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "version_decision" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "version_decision" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "version_decision" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "review" ADD CONSTRAINT "review_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "review" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "review" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "review" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "review_item" ADD CONSTRAINT "review_item_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "review_item" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "review_item" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "review_item" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "review_answer" ADD CONSTRAINT "review_answer_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "review_answer" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "review_answer" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "review_answer" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "trigger_rule" ADD CONSTRAINT "trigger_rule_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "trigger_rule" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "trigger_rule" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "trigger_rule" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "trigger_event" ADD CONSTRAINT "trigger_event_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "trigger_event" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "trigger_event" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "trigger_event" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "management_review" ADD CONSTRAINT "management_review_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "management_review" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "management_review" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "management_review" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "management_review_item" ADD CONSTRAINT "management_review_item_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "management_review_item" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "management_review_item" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "management_review_item" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "signed_minutes" ADD CONSTRAINT "signed_minutes_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "signed_minutes" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "signed_minutes" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "signed_minutes" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "checkpoint" ADD CONSTRAINT "checkpoint_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "checkpoint" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "checkpoint" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "checkpoint" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "issued_copy" ADD CONSTRAINT "issued_copy_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "issued_copy" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "issued_copy" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "issued_copy" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "guest_access" ADD CONSTRAINT "guest_access_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "guest_access" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "guest_access" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "guest_access" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "guest_session" ADD CONSTRAINT "guest_session_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "guest_session" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "guest_session" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "guest_session" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "as_of_point" ADD CONSTRAINT "as_of_point_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "as_of_point" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "as_of_point" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "as_of_point" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
GRANT SELECT, INSERT ON "register_version_content", "version_decision", "signed_minutes", "checkpoint" TO app_rw;
GRANT SELECT, INSERT, UPDATE ON "register_version", "review", "review_item", "review_answer", "trigger_rule", "trigger_event", "management_review", "management_review_item", "issued_copy", "guest_access", "guest_session", "as_of_point", "signing_key" TO app_rw;
-- A moment made readable is a cache.
GRANT DELETE ON "as_of_point" TO app_rw;

-- What was frozen, decided, signed stays as it was, whatever the code tries.
CREATE TRIGGER register_version_content_append_only BEFORE UPDATE OR DELETE ON "register_version_content" FOR EACH ROW EXECUTE FUNCTION refuse_change_of_record();
CREATE TRIGGER register_version_content_no_truncate BEFORE TRUNCATE ON "register_version_content" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_record();
CREATE TRIGGER version_decision_append_only BEFORE UPDATE OR DELETE ON "version_decision" FOR EACH ROW EXECUTE FUNCTION refuse_change_of_record();
CREATE TRIGGER version_decision_no_truncate BEFORE TRUNCATE ON "version_decision" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_record();
CREATE TRIGGER signed_minutes_append_only BEFORE UPDATE OR DELETE ON "signed_minutes" FOR EACH ROW EXECUTE FUNCTION refuse_change_of_record();
CREATE TRIGGER signed_minutes_no_truncate BEFORE TRUNCATE ON "signed_minutes" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_record();
CREATE TRIGGER checkpoint_append_only BEFORE UPDATE OR DELETE ON "checkpoint" FOR EACH ROW EXECUTE FUNCTION refuse_change_of_record();
CREATE TRIGGER checkpoint_no_truncate BEFORE TRUNCATE ON "checkpoint" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_record();
CREATE FUNCTION refuse_change_of_signed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status = 'signed' THEN RAISE EXCEPTION 'signed minutes are locked' USING ERRCODE = 'insufficient_privilege'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER management_review_locked BEFORE UPDATE ON "management_review" FOR EACH ROW EXECUTE FUNCTION refuse_change_of_signed();
CREATE FUNCTION refuse_change_of_signed_item() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM management_review m WHERE m.organization_id = NEW.organization_id AND m.id = NEW.management_review_id AND m.status = 'signed') THEN
    RAISE EXCEPTION 'signed minutes are locked' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER management_review_item_locked BEFORE INSERT OR UPDATE ON "management_review_item" FOR EACH ROW EXECUTE FUNCTION refuse_change_of_signed_item();
CREATE FUNCTION refuse_change_of_approved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status IN ('approved', 'superseded') AND (NEW.content_hash, NEW.number, NEW.approved_hash, NEW.approved_at, NEW.approved_on, NEW.approved_by_ids, NEW.history_sequence, NEW.history_hash, NEW.change_summary)
     IS DISTINCT FROM (OLD.content_hash, OLD.number, OLD.approved_hash, OLD.approved_at, OLD.approved_on, OLD.approved_by_ids, OLD.history_sequence, OLD.history_hash, OLD.change_summary) THEN
    RAISE EXCEPTION 'an approved version is immutable' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF OLD.status = 'superseded' AND NEW.status <> 'superseded' OR OLD.status = 'approved' AND NEW.status NOT IN ('approved', 'superseded') THEN
    RAISE EXCEPTION 'an approved version stays approved until it is superseded' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER register_version_immutable BEFORE UPDATE ON "register_version" FOR EACH ROW EXECUTE FUNCTION refuse_change_of_approved();
CREATE FUNCTION refuse_change_of_copy() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status <> 'making' AND (NEW.sha256, NEW.kind, NEW.title, NEW.made_at, NEW.code_hash, NEW.version_id, NEW.sequence, NEW.status)
     IS DISTINCT FROM (OLD.sha256, OLD.kind, OLD.title, OLD.made_at, OLD.code_hash, OLD.version_id, OLD.sequence, OLD.status) THEN
    RAISE EXCEPTION 'the register of copies tells what left' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER issued_copy_as_it_left BEFORE UPDATE ON "issued_copy" FOR EACH ROW EXECUTE FUNCTION refuse_change_of_copy();
