-- AlterTable
ALTER TABLE "version_decision" ADD COLUMN     "accepted_conflicts" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "conflict_reason" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "organization_profile" ADD COLUMN     "announce_days" INTEGER NOT NULL DEFAULT 7,
ADD COLUMN     "conflict_process_ref" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "escalate_after_days" INTEGER NOT NULL DEFAULT 14,
ADD COLUMN     "feedback_due_days" INTEGER NOT NULL DEFAULT 30,
ADD COLUMN     "open_channel" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "party_contact" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "party_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL DEFAULT '',
    "email" TEXT NOT NULL DEFAULT '',
    "phone" TEXT NOT NULL DEFAULT '',
    "language" TEXT NOT NULL DEFAULT 'en',
    "no_mail" BOOLEAN NOT NULL DEFAULT false,
    "note" TEXT NOT NULL DEFAULT '',
    "retired_at" DATE,
    "retired_reason" TEXT NOT NULL DEFAULT '',
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "party_contact_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "party_link" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "kind" TEXT NOT NULL,
    "party_id" UUID,
    "target_id" UUID,
    "recipient" TEXT NOT NULL DEFAULT '',
    "language" TEXT NOT NULL DEFAULT 'en',
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_by_id" UUID,
    "first_opened_at" TIMESTAMPTZ(3),
    "token_hash" TEXT NOT NULL,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "party_link_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "ask_batch" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "ref" TEXT COLLATE "C" NOT NULL,
    "title" TEXT NOT NULL,
    "message" TEXT NOT NULL DEFAULT '',
    "with_how_met" BOOLEAN NOT NULL DEFAULT false,
    "due_on" DATE NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "remind_days" INTEGER NOT NULL DEFAULT 7,
    "status" TEXT NOT NULL DEFAULT 'open',
    "owner_id" UUID,
    "note" TEXT NOT NULL DEFAULT '',
    "title_key" TEXT COLLATE "C" NOT NULL,
    "search_text" TEXT COLLATE "C" NOT NULL,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ask_batch_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "ask" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "batch_id" UUID NOT NULL,
    "party_id" UUID NOT NULL,
    "recipient_name" TEXT NOT NULL,
    "recipient_email" TEXT NOT NULL,
    "language" TEXT NOT NULL DEFAULT 'en',
    "link_id" UUID NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "sent_at" TIMESTAMPTZ(3),
    "opened_at" TIMESTAMPTZ(3),
    "answered_at" TIMESTAMPTZ(3),
    "answered_by" TEXT NOT NULL DEFAULT '',
    "comment" TEXT NOT NULL DEFAULT '',
    "reminders" INTEGER NOT NULL DEFAULT 0,
    "last_reminded_at" TIMESTAMPTZ(3),
    "delivery_problem" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ask_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "ask_item" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "ask_id" UUID NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "requirement_id" UUID NOT NULL,
    "requirement_ref" TEXT NOT NULL,
    "statement" TEXT NOT NULL,
    "how_met" TEXT NOT NULL DEFAULT '',
    "answer" TEXT NOT NULL DEFAULT '',
    "proposal" TEXT NOT NULL DEFAULT '',
    "comment" TEXT NOT NULL DEFAULT '',
    "how_met_answer" TEXT NOT NULL DEFAULT '',
    "answered_at" TIMESTAMPTZ(3),
    "verdict" TEXT NOT NULL DEFAULT '',
    "verdict_note" TEXT NOT NULL DEFAULT '',
    "decided_by_id" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ask_item_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "survey" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "ref" TEXT COLLATE "C" NOT NULL,
    "title" TEXT NOT NULL,
    "introduction" TEXT NOT NULL DEFAULT '',
    "party_ids" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "anonymous" BOOLEAN NOT NULL DEFAULT false,
    "language" TEXT NOT NULL DEFAULT 'en',
    "status" TEXT NOT NULL DEFAULT 'draft',
    "closes_on" DATE,
    "link_id" UUID,
    "remind_days" INTEGER NOT NULL DEFAULT 7,
    "owner_id" UUID,
    "note" TEXT NOT NULL DEFAULT '',
    "retired_at" DATE,
    "retired_reason" TEXT NOT NULL DEFAULT '',
    "title_key" TEXT COLLATE "C" NOT NULL,
    "search_text" TEXT COLLATE "C" NOT NULL,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "survey_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "survey_question" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "survey_id" UUID NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "question_key" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "question" TEXT NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'text',
    "options" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "required" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "survey_question_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "survey_invitation" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "survey_id" UUID NOT NULL,
    "party_id" UUID,
    "recipient_name" TEXT NOT NULL,
    "recipient_email" TEXT NOT NULL,
    "language" TEXT NOT NULL DEFAULT 'en',
    "link_id" UUID,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "sent_at" TIMESTAMPTZ(3),
    "answered_at" TIMESTAMPTZ(3),
    "reminders" INTEGER NOT NULL DEFAULT 0,
    "last_reminded_at" TIMESTAMPTZ(3),
    "delivery_problem" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "survey_invitation_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "survey_response" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "survey_id" UUID NOT NULL,
    "invitation_id" UUID,
    "party_id" UUID,
    "respondent" TEXT NOT NULL DEFAULT '',
    "answered_on" DATE NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "survey_response_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "survey_answer" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "response_id" UUID NOT NULL,
    "question_id" UUID NOT NULL,
    "answer" TEXT NOT NULL DEFAULT '',
    "used_for" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "survey_answer_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "engagement" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "ref" TEXT COLLATE "C" NOT NULL,
    "party_id" UUID,
    "type" TEXT NOT NULL,
    "held_on" DATE NOT NULL,
    "channel" TEXT NOT NULL DEFAULT '',
    "summary" TEXT NOT NULL,
    "participants" TEXT NOT NULL DEFAULT '',
    "our_participant_ids" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "document_refs" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "requirement_ids" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "engagement_seen" TEXT,
    "feedback_kind" TEXT NOT NULL DEFAULT '',
    "from_name" TEXT NOT NULL DEFAULT '',
    "from_email" TEXT NOT NULL DEFAULT '',
    "status" TEXT NOT NULL DEFAULT 'recorded',
    "owner_id" UUID,
    "due_on" DATE,
    "response" TEXT NOT NULL DEFAULT '',
    "responded_on" DATE,
    "outcome" TEXT NOT NULL DEFAULT '',
    "told_on" DATE,
    "action_id" UUID,
    "origin" TEXT NOT NULL DEFAULT 'hand',
    "origin_ref" TEXT NOT NULL DEFAULT '',
    "note" TEXT NOT NULL DEFAULT '',
    "retired_at" DATE,
    "retired_reason" TEXT NOT NULL DEFAULT '',
    "title_key" TEXT COLLATE "C" NOT NULL,
    "search_text" TEXT COLLATE "C" NOT NULL,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "engagement_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "communication_item" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "ref" TEXT COLLATE "C" NOT NULL,
    "party_id" UUID NOT NULL,
    "what" TEXT NOT NULL,
    "when_text" TEXT NOT NULL DEFAULT '',
    "frequency_days" INTEGER,
    "event_key" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "clock_hours" INTEGER,
    "with_whom" TEXT NOT NULL DEFAULT '',
    "how" TEXT NOT NULL DEFAULT '',
    "owner_id" UUID,
    "owner_label" TEXT NOT NULL DEFAULT '',
    "starts_on" DATE,
    "last_done_on" DATE,
    "obligation_id" UUID,
    "requirement_ids" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "status" TEXT NOT NULL DEFAULT 'active',
    "note" TEXT NOT NULL DEFAULT '',
    "retired_at" DATE,
    "retired_reason" TEXT NOT NULL DEFAULT '',
    "title_key" TEXT COLLATE "C" NOT NULL,
    "search_text" TEXT COLLATE "C" NOT NULL,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "communication_item_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "notice" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "ref" TEXT COLLATE "C" NOT NULL,
    "communication_item_id" UUID NOT NULL,
    "party_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "trigger_event_id" UUID,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "owner_id" UUID,
    "status" TEXT NOT NULL DEFAULT 'running',
    "done_at" TIMESTAMPTZ(3),
    "done_by_id" UUID,
    "how" TEXT NOT NULL DEFAULT '',
    "their_reference" TEXT NOT NULL DEFAULT '',
    "reason" TEXT NOT NULL DEFAULT '',
    "engagement_id" UUID,
    "title_key" TEXT COLLATE "C" NOT NULL,
    "search_text" TEXT COLLATE "C" NOT NULL,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "notice_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "calendar_feed" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "scope" TEXT NOT NULL DEFAULT 'mine',
    "token_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "last_read_at" TIMESTAMPTZ(3),

    CONSTRAINT "calendar_feed_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "assurance_sheet" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "ref" TEXT COLLATE "C" NOT NULL,
    "party_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "made_on" DATE NOT NULL,
    "version_label" TEXT NOT NULL DEFAULT '',
    "left_out" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "content" TEXT NOT NULL,
    "content_hash" TEXT NOT NULL,
    "link_id" UUID,
    "note" TEXT NOT NULL DEFAULT '',
    "title_key" TEXT COLLATE "C" NOT NULL,
    "search_text" TEXT COLLATE "C" NOT NULL,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "assurance_sheet_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "criterion" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "ref" TEXT COLLATE "C" NOT NULL,
    "requirement_id" UUID NOT NULL,
    "metric" TEXT NOT NULL,
    "unit" TEXT NOT NULL DEFAULT '',
    "target" TEXT NOT NULL,
    "threshold" TEXT NOT NULL DEFAULT '',
    "direction" TEXT NOT NULL DEFAULT 'at_least',
    "method" TEXT NOT NULL DEFAULT '',
    "frequency_days" INTEGER NOT NULL DEFAULT 90,
    "owner_id" UUID,
    "owner_label" TEXT NOT NULL DEFAULT '',
    "last_value" TEXT NOT NULL DEFAULT '',
    "last_measured_on" DATE,
    "action_id" UUID,
    "status" TEXT NOT NULL DEFAULT 'active',
    "note" TEXT NOT NULL DEFAULT '',
    "retired_at" DATE,
    "retired_reason" TEXT NOT NULL DEFAULT '',
    "title_key" TEXT COLLATE "C" NOT NULL,
    "search_text" TEXT COLLATE "C" NOT NULL,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "criterion_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "measurement" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "criterion_id" UUID NOT NULL,
    "measured_on" DATE NOT NULL,
    "value" TEXT NOT NULL,
    "origin" TEXT NOT NULL DEFAULT 'hand',
    "note" TEXT NOT NULL DEFAULT '',
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "measurement_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "api_token" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "name" TEXT NOT NULL,
    "scopes" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "token_hash" TEXT NOT NULL,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "api_token_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "horizon_note" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "ref" TEXT COLLATE "C" NOT NULL,
    "source" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "url" TEXT NOT NULL DEFAULT '',
    "seen_on" DATE NOT NULL,
    "summary" TEXT NOT NULL DEFAULT '',
    "status" TEXT NOT NULL DEFAULT 'open',
    "assessment" TEXT NOT NULL DEFAULT '',
    "decided_by_id" UUID,
    "decided_on" DATE,
    "party_ids" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "requirement_ids" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "obligation_id" UUID,
    "trigger_event_id" UUID,
    "owner_id" UUID,
    "due_on" DATE,
    "note" TEXT NOT NULL DEFAULT '',
    "retired_at" DATE,
    "retired_reason" TEXT NOT NULL DEFAULT '',
    "title_key" TEXT COLLATE "C" NOT NULL,
    "search_text" TEXT COLLATE "C" NOT NULL,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "horizon_note_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "conflict" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "ref" TEXT COLLATE "C" NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "status" TEXT NOT NULL DEFAULT 'open',
    "opened_on" DATE NOT NULL,
    "owner_id" UUID,
    "impact_assessment" TEXT NOT NULL DEFAULT '',
    "options" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "method" TEXT,
    "resolution" TEXT NOT NULL DEFAULT '',
    "rationale" TEXT NOT NULL DEFAULT '',
    "prevailing_requirement_id" UUID,
    "decided_by_id" UUID,
    "decided_on" DATE,
    "communicated_on" DATE,
    "communicated_to" TEXT NOT NULL DEFAULT '',
    "risk_id" UUID,
    "action_id" UUID,
    "example" BOOLEAN NOT NULL DEFAULT false,
    "candidate_rule" TEXT NOT NULL DEFAULT '',
    "note" TEXT NOT NULL DEFAULT '',
    "retired_at" DATE,
    "retired_reason" TEXT NOT NULL DEFAULT '',
    "title_key" TEXT COLLATE "C" NOT NULL,
    "search_text" TEXT COLLATE "C" NOT NULL,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "conflict_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "conflict_requirement" (
    "organization_id" UUID NOT NULL,
    "conflict_id" UUID NOT NULL,
    "requirement_id" UUID NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "conflict_requirement_pkey" PRIMARY KEY ("organization_id","conflict_id","requirement_id")
);

-- CreateTable
CREATE TABLE "conflict_step" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "conflict_id" UUID NOT NULL,
    "held_on" DATE NOT NULL,
    "what" TEXT NOT NULL,
    "participants" TEXT NOT NULL DEFAULT '',
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "conflict_step_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "conflict_dismissal" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "pair_key" TEXT COLLATE "C" NOT NULL,
    "refs" TEXT NOT NULL DEFAULT '',
    "reason" TEXT NOT NULL,
    "withdrawn_at" DATE,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "conflict_dismissal_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "mail_message" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "to_email" TEXT NOT NULL,
    "to_name" TEXT NOT NULL DEFAULT '',
    "language" TEXT NOT NULL DEFAULT 'en',
    "subject" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "html" TEXT NOT NULL DEFAULT '',
    "link_id" UUID,
    "dedupe_key" TEXT COLLATE "C",
    "entity" TEXT NOT NULL DEFAULT '',
    "record_id" UUID,
    "user_id" UUID,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "not_before" TIMESTAMPTZ(3) NOT NULL,
    "lease_owner" TEXT NOT NULL DEFAULT '',
    "lease_until" TIMESTAMPTZ(3),
    "problem" TEXT NOT NULL DEFAULT '',
    "message_id" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "mail_message_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "job_run" (
    "organization_id" UUID NOT NULL,
    "job" TEXT COLLATE "C" NOT NULL,
    "run_key" TEXT COLLATE "C" NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "outcome" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "job_run_pkey" PRIMARY KEY ("organization_id","job","run_key")
);

-- CreateTable
CREATE TABLE "digest" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "language" TEXT NOT NULL DEFAULT 'en',
    "content" TEXT NOT NULL,
    "mailed" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "digest_pkey" PRIMARY KEY ("organization_id","id")
);

-- CreateTable
CREATE TABLE "reminder_preference" (
    "organization_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "frequency" TEXT NOT NULL DEFAULT 'daily',
    "weekday" INTEGER NOT NULL DEFAULT 1,
    "by_mail" BOOLEAN NOT NULL DEFAULT true,
    "language" TEXT NOT NULL DEFAULT 'en',
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reminder_preference_pkey" PRIMARY KEY ("organization_id","user_id")
);

-- CreateTable
CREATE TABLE "snooze" (
    "organization_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "item_key" TEXT COLLATE "C" NOT NULL,
    "until" DATE NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "snooze_pkey" PRIMARY KEY ("organization_id","user_id","item_key")
);

-- CreateIndex
CREATE INDEX "party_contact_organization_id_party_id_idx" ON "party_contact"("organization_id", "party_id");

-- CreateIndex
CREATE INDEX "party_link_organization_id_target_id_idx" ON "party_link"("organization_id", "target_id");

-- CreateIndex
CREATE UNIQUE INDEX "party_link_organization_id_token_hash_key" ON "party_link"("organization_id", "token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "ask_batch_organization_id_ref_key" ON "ask_batch"("organization_id", "ref");

-- CreateIndex
CREATE INDEX "ask_organization_id_batch_id_idx" ON "ask"("organization_id", "batch_id");

-- CreateIndex
CREATE INDEX "ask_organization_id_party_id_idx" ON "ask"("organization_id", "party_id");

-- CreateIndex
CREATE INDEX "ask_item_organization_id_ask_id_idx" ON "ask_item"("organization_id", "ask_id");

-- CreateIndex
CREATE INDEX "ask_item_organization_id_requirement_id_idx" ON "ask_item"("organization_id", "requirement_id");

-- CreateIndex
CREATE UNIQUE INDEX "survey_organization_id_ref_key" ON "survey"("organization_id", "ref");

-- CreateIndex
CREATE INDEX "survey_question_organization_id_survey_id_idx" ON "survey_question"("organization_id", "survey_id");

-- CreateIndex
CREATE INDEX "survey_invitation_organization_id_survey_id_idx" ON "survey_invitation"("organization_id", "survey_id");

-- CreateIndex
CREATE INDEX "survey_response_organization_id_survey_id_idx" ON "survey_response"("organization_id", "survey_id");

-- CreateIndex
CREATE INDEX "survey_answer_organization_id_response_id_idx" ON "survey_answer"("organization_id", "response_id");

-- CreateIndex
CREATE INDEX "survey_answer_organization_id_question_id_idx" ON "survey_answer"("organization_id", "question_id");

-- CreateIndex
CREATE INDEX "engagement_organization_id_party_id_held_on_idx" ON "engagement"("organization_id", "party_id", "held_on");

-- CreateIndex
CREATE UNIQUE INDEX "engagement_organization_id_ref_key" ON "engagement"("organization_id", "ref");

-- CreateIndex
CREATE INDEX "communication_item_organization_id_party_id_idx" ON "communication_item"("organization_id", "party_id");

-- CreateIndex
CREATE UNIQUE INDEX "communication_item_organization_id_ref_key" ON "communication_item"("organization_id", "ref");

-- CreateIndex
CREATE UNIQUE INDEX "notice_organization_id_ref_key" ON "notice"("organization_id", "ref");

-- CreateIndex
CREATE INDEX "calendar_feed_organization_id_user_id_idx" ON "calendar_feed"("organization_id", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "calendar_feed_organization_id_token_hash_key" ON "calendar_feed"("organization_id", "token_hash");

-- CreateIndex
CREATE INDEX "assurance_sheet_organization_id_party_id_idx" ON "assurance_sheet"("organization_id", "party_id");

-- CreateIndex
CREATE UNIQUE INDEX "assurance_sheet_organization_id_ref_key" ON "assurance_sheet"("organization_id", "ref");

-- CreateIndex
CREATE INDEX "criterion_organization_id_requirement_id_idx" ON "criterion"("organization_id", "requirement_id");

-- CreateIndex
CREATE UNIQUE INDEX "criterion_organization_id_ref_key" ON "criterion"("organization_id", "ref");

-- CreateIndex
CREATE UNIQUE INDEX "measurement_organization_id_criterion_id_measured_on_key" ON "measurement"("organization_id", "criterion_id", "measured_on");

-- CreateIndex
CREATE UNIQUE INDEX "api_token_organization_id_token_hash_key" ON "api_token"("organization_id", "token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "horizon_note_organization_id_ref_key" ON "horizon_note"("organization_id", "ref");

-- CreateIndex
CREATE UNIQUE INDEX "conflict_organization_id_ref_key" ON "conflict"("organization_id", "ref");

-- CreateIndex
CREATE INDEX "conflict_requirement_organization_id_requirement_id_idx" ON "conflict_requirement"("organization_id", "requirement_id");

-- CreateIndex
CREATE INDEX "conflict_step_organization_id_conflict_id_idx" ON "conflict_step"("organization_id", "conflict_id");

-- CreateIndex
CREATE UNIQUE INDEX "conflict_dismissal_organization_id_pair_key_key" ON "conflict_dismissal"("organization_id", "pair_key");

-- CreateIndex
CREATE INDEX "mail_message_organization_id_status_not_before_idx" ON "mail_message"("organization_id", "status", "not_before");

-- CreateIndex
CREATE INDEX "mail_message_organization_id_record_id_idx" ON "mail_message"("organization_id", "record_id");

-- CreateIndex
CREATE UNIQUE INDEX "mail_message_organization_id_dedupe_key_key" ON "mail_message"("organization_id", "dedupe_key");

-- CreateIndex
CREATE UNIQUE INDEX "digest_organization_id_user_id_day_key" ON "digest"("organization_id", "user_id", "day");

-- AddForeignKey
ALTER TABLE "ask" ADD CONSTRAINT "ask_organization_id_batch_id_fkey" FOREIGN KEY ("organization_id", "batch_id") REFERENCES "ask_batch"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "ask_item" ADD CONSTRAINT "ask_item_organization_id_ask_id_fkey" FOREIGN KEY ("organization_id", "ask_id") REFERENCES "ask"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "survey_question" ADD CONSTRAINT "survey_question_organization_id_survey_id_fkey" FOREIGN KEY ("organization_id", "survey_id") REFERENCES "survey"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "survey_invitation" ADD CONSTRAINT "survey_invitation_organization_id_survey_id_fkey" FOREIGN KEY ("organization_id", "survey_id") REFERENCES "survey"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "survey_response" ADD CONSTRAINT "survey_response_organization_id_survey_id_fkey" FOREIGN KEY ("organization_id", "survey_id") REFERENCES "survey"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "survey_answer" ADD CONSTRAINT "survey_answer_organization_id_response_id_fkey" FOREIGN KEY ("organization_id", "response_id") REFERENCES "survey_response"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_organization_id_communication_item_id_fkey" FOREIGN KEY ("organization_id", "communication_item_id") REFERENCES "communication_item"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "measurement" ADD CONSTRAINT "measurement_organization_id_criterion_id_fkey" FOREIGN KEY ("organization_id", "criterion_id") REFERENCES "criterion"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "conflict_requirement" ADD CONSTRAINT "conflict_requirement_organization_id_conflict_id_fkey" FOREIGN KEY ("organization_id", "conflict_id") REFERENCES "conflict"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "conflict_step" ADD CONSTRAINT "conflict_step_organization_id_conflict_id_fkey" FOREIGN KEY ("organization_id", "conflict_id") REFERENCES "conflict"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- Words that the columns know.
ALTER TABLE "action" DROP CONSTRAINT "action_origin_check";
ALTER TABLE "action" ADD CONSTRAINT "action_origin_check" CHECK ("origin" IN ('', 'changed_need', 'review', 'trigger', 'management_review', 'ask', 'feedback', 'measurement', 'horizon', 'conflict'));
ALTER TABLE "party_link" ADD CONSTRAINT "party_link_kind_check" CHECK ("kind" IN ('ask', 'survey', 'feedback', 'assurance'));
ALTER TABLE "party_contact" ADD CONSTRAINT "party_contact_language_check" CHECK ("language" IN ('en', 'de', 'fr'));
ALTER TABLE "party_link" ADD CONSTRAINT "party_link_language_check" CHECK ("language" IN ('en', 'de', 'fr'));
ALTER TABLE "ask_batch" ADD CONSTRAINT "ask_batch_status_check" CHECK ("status" IN ('open', 'closed'));
ALTER TABLE "ask" ADD CONSTRAINT "ask_status_check" CHECK ("status" IN ('waiting', 'sent', 'opened', 'answered', 'refused', 'revoked'));
ALTER TABLE "ask" ADD CONSTRAINT "ask_language_check" CHECK ("language" IN ('en', 'de', 'fr'));
ALTER TABLE "ask_item" ADD CONSTRAINT "ask_item_answer_check" CHECK ("answer" IN ('', 'right', 'change', 'no_longer'));
ALTER TABLE "ask_item" ADD CONSTRAINT "ask_item_how_met_answer_check" CHECK ("how_met_answer" IN ('', 'fine', 'unclear', 'not_met'));
ALTER TABLE "ask_item" ADD CONSTRAINT "ask_item_verdict_check" CHECK ("verdict" IN ('', 'confirmed', 'accepted', 'declined'));
ALTER TABLE "survey" ADD CONSTRAINT "survey_status_check" CHECK ("status" IN ('draft', 'open', 'closed'));
ALTER TABLE "survey" ADD CONSTRAINT "survey_language_check" CHECK ("language" IN ('en', 'de', 'fr'));
ALTER TABLE "survey_question" ADD CONSTRAINT "survey_question_kind_check" CHECK ("kind" IN ('text', 'choice', 'scale', 'yes_no'));
ALTER TABLE "survey_invitation" ADD CONSTRAINT "survey_invitation_status_check" CHECK ("status" IN ('waiting', 'sent', 'answered', 'refused', 'revoked'));
ALTER TABLE "survey_invitation" ADD CONSTRAINT "survey_invitation_language_check" CHECK ("language" IN ('en', 'de', 'fr'));
ALTER TABLE "engagement" ADD CONSTRAINT "engagement_type_check" CHECK ("type" IN ('interview', 'survey', 'meeting', 'notice', 'feedback', 'training'));
ALTER TABLE "engagement" ADD CONSTRAINT "engagement_channel_check" CHECK ("channel" IN ('', 'in_person', 'video', 'phone', 'mail', 'link', 'letter', 'portal', 'other'));
ALTER TABLE "engagement" ADD CONSTRAINT "engagement_status_check" CHECK ("status" IN ('recorded', 'new', 'in_work', 'answered', 'closed'));
ALTER TABLE "engagement" ADD CONSTRAINT "engagement_origin_check" CHECK ("origin" IN ('hand', 'link', 'mail', 'ask', 'survey', 'interview', 'plan', 'file'));
ALTER TABLE "engagement" ADD CONSTRAINT "engagement_feedback_kind_check" CHECK ("feedback_kind" IN ('', 'complaint', 'suggestion', 'praise', 'question'));
ALTER TABLE "engagement" ADD CONSTRAINT "engagement_engagement_seen_check" CHECK ("engagement_seen" IN ('unaware', 'resistant', 'neutral', 'supportive', 'leading'));
ALTER TABLE "communication_item" ADD CONSTRAINT "communication_item_status_check" CHECK ("status" IN ('active', 'retired'));
ALTER TABLE "notice" ADD CONSTRAINT "notice_status_check" CHECK ("status" IN ('running', 'done', 'not_needed'));
ALTER TABLE "calendar_feed" ADD CONSTRAINT "calendar_feed_scope_check" CHECK ("scope" IN ('mine', 'all'));
ALTER TABLE "criterion" ADD CONSTRAINT "criterion_direction_check" CHECK ("direction" IN ('at_least', 'at_most'));
ALTER TABLE "criterion" ADD CONSTRAINT "criterion_status_check" CHECK ("status" IN ('active', 'retired'));
ALTER TABLE "measurement" ADD CONSTRAINT "measurement_origin_check" CHECK ("origin" IN ('hand', 'csv', 'api', 'file'));
ALTER TABLE "horizon_note" ADD CONSTRAINT "horizon_note_source_check" CHECK ("source" IN ('law', 'industry', 'feedback', 'technology', 'threat', 'other'));
ALTER TABLE "horizon_note" ADD CONSTRAINT "horizon_note_status_check" CHECK ("status" IN ('open', 'no_effect', 'effect'));
ALTER TABLE "conflict" ADD CONSTRAINT "conflict_status_check" CHECK ("status" IN ('open', 'negotiating', 'resolved', 'accepted'));
ALTER TABLE "conflict" ADD CONSTRAINT "conflict_method_check" CHECK ("method" IN ('negotiated', 'prioritised', 'balanced', 'legal_precedence', 'escalated'));
ALTER TABLE "mail_message" ADD CONSTRAINT "mail_message_status_check" CHECK ("status" IN ('waiting', 'sending', 'sent', 'refused', 'bounced', 'given_up', 'withdrawn'));
ALTER TABLE "mail_message" ADD CONSTRAINT "mail_message_language_check" CHECK ("language" IN ('en', 'de', 'fr'));
ALTER TABLE "digest" ADD CONSTRAINT "digest_language_check" CHECK ("language" IN ('en', 'de', 'fr'));
ALTER TABLE "reminder_preference" ADD CONSTRAINT "reminder_preference_frequency_check" CHECK ("frequency" IN ('daily', 'weekly', 'never'));
ALTER TABLE "reminder_preference" ADD CONSTRAINT "reminder_preference_language_check" CHECK ("language" IN ('en', 'de', 'fr'));
ALTER TABLE "organization_profile" ADD CONSTRAINT "organization_profile_announce_days_check" CHECK ("announce_days" BETWEEN 0 AND 365);
ALTER TABLE "organization_profile" ADD CONSTRAINT "organization_profile_escalate_after_days_check" CHECK ("escalate_after_days" BETWEEN 1 AND 365);
ALTER TABLE "organization_profile" ADD CONSTRAINT "organization_profile_feedback_due_days_check" CHECK ("feedback_due_days" BETWEEN 1 AND 365);
ALTER TABLE "ask_batch" ADD CONSTRAINT "ask_batch_remind_days_check" CHECK ("remind_days" BETWEEN 0 AND 365);
ALTER TABLE "survey" ADD CONSTRAINT "survey_remind_days_check" CHECK ("remind_days" BETWEEN 0 AND 365);
ALTER TABLE "communication_item" ADD CONSTRAINT "communication_item_frequency_days_check" CHECK ("frequency_days" BETWEEN 1 AND 3650);
ALTER TABLE "communication_item" ADD CONSTRAINT "communication_item_clock_hours_check" CHECK ("clock_hours" BETWEEN 1 AND 8760);
ALTER TABLE "criterion" ADD CONSTRAINT "criterion_frequency_days_check" CHECK ("frequency_days" BETWEEN 1 AND 3650);
ALTER TABLE "reminder_preference" ADD CONSTRAINT "reminder_preference_weekday_check" CHECK ("weekday" BETWEEN 1 AND 7);
ALTER TABLE "criterion" ADD CONSTRAINT "criterion_target_check" CHECK ("target" ~ '^-?\d{1,15}(\.\d{1,6})?$');
ALTER TABLE "criterion" ADD CONSTRAINT "criterion_threshold_check" CHECK ("threshold" = '' OR "threshold" ~ '^-?\d{1,15}(\.\d{1,6})?$');
ALTER TABLE "criterion" ADD CONSTRAINT "criterion_last_value_check" CHECK ("last_value" = '' OR "last_value" ~ '^-?\d{1,15}(\.\d{1,6})?$');
ALTER TABLE "measurement" ADD CONSTRAINT "measurement_value_check" CHECK ("value" ~ '^-?\d{1,15}(\.\d{1,6})?$');
ALTER TABLE "notice" ADD CONSTRAINT "notice_clock_check" CHECK ("due_at" >= "started_at");

-- What belongs to what.
ALTER TABLE "party_contact" ADD CONSTRAINT "party_contact_party_id_fkey" FOREIGN KEY ("organization_id", "party_id") REFERENCES "interested_party" ("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "party_link" ADD CONSTRAINT "party_link_party_id_fkey" FOREIGN KEY ("organization_id", "party_id") REFERENCES "interested_party" ("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "ask_batch" ADD CONSTRAINT "ask_batch_owner_id_fkey" FOREIGN KEY ("organization_id", "owner_id") REFERENCES "membership" ("organization_id", "user_id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "ask" ADD CONSTRAINT "ask_party_id_fkey" FOREIGN KEY ("organization_id", "party_id") REFERENCES "interested_party" ("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "ask" ADD CONSTRAINT "ask_link_id_fkey" FOREIGN KEY ("organization_id", "link_id") REFERENCES "party_link" ("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "ask_item" ADD CONSTRAINT "ask_item_requirement_id_fkey" FOREIGN KEY ("organization_id", "requirement_id") REFERENCES "requirement" ("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "survey" ADD CONSTRAINT "survey_link_id_fkey" FOREIGN KEY ("organization_id", "link_id") REFERENCES "party_link" ("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "survey" ADD CONSTRAINT "survey_owner_id_fkey" FOREIGN KEY ("organization_id", "owner_id") REFERENCES "membership" ("organization_id", "user_id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "survey_invitation" ADD CONSTRAINT "survey_invitation_party_id_fkey" FOREIGN KEY ("organization_id", "party_id") REFERENCES "interested_party" ("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "survey_invitation" ADD CONSTRAINT "survey_invitation_link_id_fkey" FOREIGN KEY ("organization_id", "link_id") REFERENCES "party_link" ("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "survey_response" ADD CONSTRAINT "survey_response_invitation_id_fkey" FOREIGN KEY ("organization_id", "invitation_id") REFERENCES "survey_invitation" ("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "survey_response" ADD CONSTRAINT "survey_response_party_id_fkey" FOREIGN KEY ("organization_id", "party_id") REFERENCES "interested_party" ("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "survey_answer" ADD CONSTRAINT "survey_answer_question_id_fkey" FOREIGN KEY ("organization_id", "question_id") REFERENCES "survey_question" ("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "engagement" ADD CONSTRAINT "engagement_party_id_fkey" FOREIGN KEY ("organization_id", "party_id") REFERENCES "interested_party" ("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "engagement" ADD CONSTRAINT "engagement_owner_id_fkey" FOREIGN KEY ("organization_id", "owner_id") REFERENCES "membership" ("organization_id", "user_id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "engagement" ADD CONSTRAINT "engagement_action_id_fkey" FOREIGN KEY ("organization_id", "action_id") REFERENCES "action" ("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "communication_item" ADD CONSTRAINT "communication_item_party_id_fkey" FOREIGN KEY ("organization_id", "party_id") REFERENCES "interested_party" ("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "communication_item" ADD CONSTRAINT "communication_item_owner_id_fkey" FOREIGN KEY ("organization_id", "owner_id") REFERENCES "membership" ("organization_id", "user_id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "communication_item" ADD CONSTRAINT "communication_item_obligation_id_fkey" FOREIGN KEY ("organization_id", "obligation_id") REFERENCES "obligation" ("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "notice" ADD CONSTRAINT "notice_party_id_fkey" FOREIGN KEY ("organization_id", "party_id") REFERENCES "interested_party" ("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "notice" ADD CONSTRAINT "notice_trigger_event_id_fkey" FOREIGN KEY ("organization_id", "trigger_event_id") REFERENCES "trigger_event" ("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "notice" ADD CONSTRAINT "notice_owner_id_fkey" FOREIGN KEY ("organization_id", "owner_id") REFERENCES "membership" ("organization_id", "user_id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "notice" ADD CONSTRAINT "notice_engagement_id_fkey" FOREIGN KEY ("organization_id", "engagement_id") REFERENCES "engagement" ("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "calendar_feed" ADD CONSTRAINT "calendar_feed_user_id_fkey" FOREIGN KEY ("organization_id", "user_id") REFERENCES "membership" ("organization_id", "user_id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "assurance_sheet" ADD CONSTRAINT "assurance_sheet_party_id_fkey" FOREIGN KEY ("organization_id", "party_id") REFERENCES "interested_party" ("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "assurance_sheet" ADD CONSTRAINT "assurance_sheet_link_id_fkey" FOREIGN KEY ("organization_id", "link_id") REFERENCES "party_link" ("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "criterion" ADD CONSTRAINT "criterion_requirement_id_fkey" FOREIGN KEY ("organization_id", "requirement_id") REFERENCES "requirement" ("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "criterion" ADD CONSTRAINT "criterion_owner_id_fkey" FOREIGN KEY ("organization_id", "owner_id") REFERENCES "membership" ("organization_id", "user_id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "criterion" ADD CONSTRAINT "criterion_action_id_fkey" FOREIGN KEY ("organization_id", "action_id") REFERENCES "action" ("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "horizon_note" ADD CONSTRAINT "horizon_note_obligation_id_fkey" FOREIGN KEY ("organization_id", "obligation_id") REFERENCES "obligation" ("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "horizon_note" ADD CONSTRAINT "horizon_note_trigger_event_id_fkey" FOREIGN KEY ("organization_id", "trigger_event_id") REFERENCES "trigger_event" ("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "horizon_note" ADD CONSTRAINT "horizon_note_owner_id_fkey" FOREIGN KEY ("organization_id", "owner_id") REFERENCES "membership" ("organization_id", "user_id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "conflict" ADD CONSTRAINT "conflict_owner_id_fkey" FOREIGN KEY ("organization_id", "owner_id") REFERENCES "membership" ("organization_id", "user_id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "conflict" ADD CONSTRAINT "conflict_prevailing_requirement_id_fkey" FOREIGN KEY ("organization_id", "prevailing_requirement_id") REFERENCES "requirement" ("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "conflict" ADD CONSTRAINT "conflict_risk_id_fkey" FOREIGN KEY ("organization_id", "risk_id") REFERENCES "risk" ("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "conflict" ADD CONSTRAINT "conflict_action_id_fkey" FOREIGN KEY ("organization_id", "action_id") REFERENCES "action" ("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "conflict_requirement" ADD CONSTRAINT "conflict_requirement_requirement_id_fkey" FOREIGN KEY ("organization_id", "requirement_id") REFERENCES "requirement" ("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "mail_message" ADD CONSTRAINT "mail_message_link_id_fkey" FOREIGN KEY ("organization_id", "link_id") REFERENCES "party_link" ("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "mail_message" ADD CONSTRAINT "mail_message_user_id_fkey" FOREIGN KEY ("organization_id", "user_id") REFERENCES "membership" ("organization_id", "user_id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "digest" ADD CONSTRAINT "digest_user_id_fkey" FOREIGN KEY ("organization_id", "user_id") REFERENCES "membership" ("organization_id", "user_id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "reminder_preference" ADD CONSTRAINT "reminder_preference_user_id_fkey" FOREIGN KEY ("organization_id", "user_id") REFERENCES "membership" ("organization_id", "user_id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "snooze" ADD CONSTRAINT "snooze_user_id_fkey" FOREIGN KEY ("organization_id", "user_id") REFERENCES "membership" ("organization_id", "user_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- The walls.
ALTER TABLE "party_contact" ADD CONSTRAINT "party_contact_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "party_contact" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "party_contact" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "party_contact" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "party_link" ADD CONSTRAINT "party_link_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "party_link" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "party_link" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "party_link" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "ask_batch" ADD CONSTRAINT "ask_batch_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "ask_batch" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "ask_batch" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "ask_batch" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "ask" ADD CONSTRAINT "ask_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "ask" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "ask" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "ask" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "ask_item" ADD CONSTRAINT "ask_item_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "ask_item" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "ask_item" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "ask_item" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "survey" ADD CONSTRAINT "survey_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "survey" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "survey" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "survey" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "survey_question" ADD CONSTRAINT "survey_question_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "survey_question" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "survey_question" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "survey_question" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "survey_invitation" ADD CONSTRAINT "survey_invitation_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "survey_invitation" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "survey_invitation" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "survey_invitation" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "survey_response" ADD CONSTRAINT "survey_response_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "survey_response" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "survey_response" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "survey_response" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "survey_answer" ADD CONSTRAINT "survey_answer_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "survey_answer" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "survey_answer" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "survey_answer" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "engagement" ADD CONSTRAINT "engagement_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "engagement" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "engagement" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "engagement" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "communication_item" ADD CONSTRAINT "communication_item_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "communication_item" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "communication_item" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "communication_item" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "notice" ADD CONSTRAINT "notice_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "notice" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "notice" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "notice" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "calendar_feed" ADD CONSTRAINT "calendar_feed_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "calendar_feed" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "calendar_feed" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "calendar_feed" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "assurance_sheet" ADD CONSTRAINT "assurance_sheet_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "assurance_sheet" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "assurance_sheet" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "assurance_sheet" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "criterion" ADD CONSTRAINT "criterion_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "criterion" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "criterion" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "criterion" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "measurement" ADD CONSTRAINT "measurement_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "measurement" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "measurement" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "measurement" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "api_token" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "api_token" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "api_token" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "horizon_note" ADD CONSTRAINT "horizon_note_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "horizon_note" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "horizon_note" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "horizon_note" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "conflict" ADD CONSTRAINT "conflict_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "conflict" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "conflict" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "conflict" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "conflict_requirement" ADD CONSTRAINT "conflict_requirement_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "conflict_requirement" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "conflict_requirement" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "conflict_requirement" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "conflict_step" ADD CONSTRAINT "conflict_step_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "conflict_step" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "conflict_step" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "conflict_step" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "conflict_dismissal" ADD CONSTRAINT "conflict_dismissal_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "conflict_dismissal" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "conflict_dismissal" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "conflict_dismissal" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "mail_message" ADD CONSTRAINT "mail_message_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "mail_message" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "mail_message" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "mail_message" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "job_run" ADD CONSTRAINT "job_run_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "job_run" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "job_run" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "job_run" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "digest" ADD CONSTRAINT "digest_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "digest" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "digest" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "digest" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "reminder_preference" ADD CONSTRAINT "reminder_preference_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "reminder_preference" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "reminder_preference" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "reminder_preference" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
ALTER TABLE "snooze" ADD CONSTRAINT "snooze_organization_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "snooze" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "snooze" FORCE ROW LEVEL SECURITY;
CREATE POLICY "tenant" ON "snooze" USING ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid) WITH CHECK ("organization_id" = nullif(current_setting('app.organization_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE ON "party_contact", "party_link", "ask_batch", "ask", "ask_item", "survey", "survey_question", "survey_invitation", "survey_response", "survey_answer", "engagement", "communication_item", "notice", "calendar_feed", "assurance_sheet", "criterion", "measurement", "api_token", "horizon_note", "conflict", "conflict_requirement", "conflict_step", "conflict_dismissal", "mail_message", "job_run", "digest", "reminder_preference", "snooze" TO app_rw;
-- Links, and conveniences of people that are no part of the register.
GRANT DELETE ON "conflict_requirement", "snooze", "digest", "job_run" TO app_rw;
