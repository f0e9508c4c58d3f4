CREATE TABLE "background_check" (
	"district" text NOT NULL,
	"instructor" text NOT NULL,
	"sequence" integer NOT NULL,
	"number" text NOT NULL,
	"checked_on" text NOT NULL,
	"expires_on" text NOT NULL,
	"recorded_by" text NOT NULL,
	"at" bigint NOT NULL,
	"reminded_at" bigint,
	CONSTRAINT "background_check_district_instructor_sequence_pk" PRIMARY KEY("district","instructor","sequence")
);
--> statement-breakpoint
CREATE TABLE "cover_image" (
	"district" text NOT NULL,
	"name" text NOT NULL,
	"size" text NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"webp" "bytea" NOT NULL,
	"uploaded_by" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "cover_image_district_name_size_pk" PRIMARY KEY("district","name","size")
);
--> statement-breakpoint
CREATE TABLE "exemption" (
	"district" text NOT NULL,
	"pupil" text NOT NULL,
	"term" text NOT NULL,
	"percent" integer NOT NULL,
	"basis" text NOT NULL,
	"document" text NOT NULL,
	"requested_by" text NOT NULL,
	"approved_by" text,
	"ended_at" bigint,
	"at" bigint NOT NULL,
	CONSTRAINT "exemption_district_pupil_term_at_pk" PRIMARY KEY("district","pupil","term","at"),
	CONSTRAINT "exemption_percent" CHECK ("exemption"."percent" between 1 and 100)
);
--> statement-breakpoint
CREATE TABLE "exemption_keeper" (
	"district" text NOT NULL,
	"school" text NOT NULL,
	"seat" integer NOT NULL,
	"account" text NOT NULL,
	"named_by" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "exemption_keeper_district_school_seat_pk" PRIMARY KEY("district","school","seat"),
	CONSTRAINT "exemption_keeper_two" CHECK ("exemption_keeper"."seat" in (1, 2))
);
--> statement-breakpoint
CREATE TABLE "finding_reason" (
	"district" text NOT NULL,
	"school" text NOT NULL,
	"term" text NOT NULL,
	"subject" text NOT NULL,
	"rule" text NOT NULL,
	"reason" text NOT NULL,
	"given_by" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "finding_reason_district_school_term_subject_rule_pk" PRIMARY KEY("district","school","term","subject","rule")
);
--> statement-breakpoint
CREATE TABLE "first_pick" (
	"district" text NOT NULL,
	"term" text NOT NULL,
	"pupil" text NOT NULL,
	"section" text NOT NULL,
	"school" text NOT NULL,
	"until" bigint NOT NULL,
	CONSTRAINT "first_pick_district_term_pupil_section_pk" PRIMARY KEY("district","term","pupil","section")
);
--> statement-breakpoint
CREATE TABLE "ledger_entry" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"term" text NOT NULL,
	"school" text NOT NULL,
	"pupil" text NOT NULL,
	"section" text,
	"memo" text NOT NULL,
	"actor" text NOT NULL,
	"day" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "ledger_entry_district_id_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
CREATE TABLE "ledger_line" (
	"district" text NOT NULL,
	"entry" text NOT NULL,
	"number" integer NOT NULL,
	"account" text NOT NULL,
	"owner" text NOT NULL,
	"amount_fen" integer NOT NULL,
	CONSTRAINT "ledger_line_district_entry_number_pk" PRIMARY KEY("district","entry","number"),
	CONSTRAINT "ledger_line_not_zero" CHECK ("ledger_line"."amount_fen" <> 0)
);
--> statement-breakpoint
CREATE TABLE "payment" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"entry" text NOT NULL,
	"pupil" text NOT NULL,
	"school" text NOT NULL,
	"term" text NOT NULL,
	"amount_fen" integer NOT NULL,
	"method" text NOT NULL,
	"bank_reference" text,
	"paid_on" text NOT NULL,
	"recorded_by" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "payment_district_id_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
CREATE TABLE "promotion" (
	"district" text NOT NULL,
	"school" text NOT NULL,
	"year" integer NOT NULL,
	"promoted_by" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "promotion_district_school_year_pk" PRIMARY KEY("district","school","year")
);
--> statement-breakpoint
CREATE TABLE "provider_step" (
	"district" text NOT NULL,
	"provider" text NOT NULL,
	"sequence" integer NOT NULL,
	"step" text NOT NULL,
	"actor" text NOT NULL,
	"at" bigint NOT NULL,
	"remark" text NOT NULL,
	CONSTRAINT "provider_step_district_provider_sequence_pk" PRIMARY KEY("district","provider","sequence")
);
--> statement-breakpoint
CREATE TABLE "rule_version" (
	"district" text NOT NULL,
	"kind" text NOT NULL,
	"version" integer NOT NULL,
	"document" text NOT NULL,
	"document_on" text NOT NULL,
	"effective_on" text NOT NULL,
	"content" jsonb NOT NULL,
	"recorded_by" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "rule_version_district_kind_version_pk" PRIMARY KEY("district","kind","version")
);
--> statement-breakpoint
CREATE TABLE "school_provider" (
	"district" text NOT NULL,
	"school" text NOT NULL,
	"provider" text NOT NULL,
	"term" text NOT NULL,
	"chosen_by" text NOT NULL,
	"chosen_at" bigint NOT NULL,
	CONSTRAINT "school_provider_district_school_provider_term_pk" PRIMARY KEY("district","school","provider","term")
);
--> statement-breakpoint
CREATE TABLE "section_decision" (
	"district" text NOT NULL,
	"section" text NOT NULL,
	"decision" text NOT NULL,
	"reason" text NOT NULL,
	"enrolled" integer NOT NULL,
	"decided_by" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "section_decision_district_section_pk" PRIMARY KEY("district","section")
);
--> statement-breakpoint
CREATE TABLE "sheet_import" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"school" text NOT NULL,
	"term" text NOT NULL,
	"account" text NOT NULL,
	"file_name" text NOT NULL,
	"state" text NOT NULL,
	"done" integer NOT NULL,
	"total" integer NOT NULL,
	"summary" jsonb NOT NULL,
	"at" bigint NOT NULL,
	"changed_at" bigint NOT NULL,
	CONSTRAINT "sheet_import_district_id_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
CREATE TABLE "sheet_import_part" (
	"district" text NOT NULL,
	"import" text NOT NULL,
	"number" integer NOT NULL,
	"rows" jsonb NOT NULL,
	CONSTRAINT "sheet_import_part_district_import_number_pk" PRIMARY KEY("district","import","number")
);
--> statement-breakpoint
DROP INDEX "home_class_number";--> statement-breakpoint
ALTER TABLE "course" ADD COLUMN "cover" text;--> statement-breakpoint
ALTER TABLE "home_class" ADD COLUMN "left_year" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "provider" ADD COLUMN "state" text DEFAULT 'listed' NOT NULL;--> statement-breakpoint
ALTER TABLE "provider" ADD COLUMN "licence" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "provider" ADD COLUMN "contact" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "provider" ADD COLUMN "phone" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "provider" ADD COLUMN "offer" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "provider" ADD COLUMN "listed_from" text DEFAULT '2000-01-01' NOT NULL;--> statement-breakpoint
ALTER TABLE "pupil" ADD COLUMN "left_for" text;--> statement-breakpoint
ALTER TABLE "section" ADD COLUMN "copied_from" text;--> statement-breakpoint
ALTER TABLE "staff" ADD COLUMN "left_on" text;--> statement-breakpoint
ALTER TABLE "background_check" ADD CONSTRAINT "background_check_district_instructor_instructor_district_id_fk" FOREIGN KEY ("district","instructor") REFERENCES "public"."instructor"("district","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exemption" ADD CONSTRAINT "exemption_district_pupil_pupil_district_id_fk" FOREIGN KEY ("district","pupil") REFERENCES "public"."pupil"("district","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "first_pick" ADD CONSTRAINT "first_pick_district_section_section_district_id_fk" FOREIGN KEY ("district","section") REFERENCES "public"."section"("district","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "first_pick" ADD CONSTRAINT "first_pick_district_pupil_pupil_district_id_fk" FOREIGN KEY ("district","pupil") REFERENCES "public"."pupil"("district","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_district_pupil_pupil_district_id_fk" FOREIGN KEY ("district","pupil") REFERENCES "public"."pupil"("district","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_line" ADD CONSTRAINT "ledger_line_district_entry_ledger_entry_district_id_fk" FOREIGN KEY ("district","entry") REFERENCES "public"."ledger_entry"("district","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment" ADD CONSTRAINT "payment_district_entry_ledger_entry_district_id_fk" FOREIGN KEY ("district","entry") REFERENCES "public"."ledger_entry"("district","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_step" ADD CONSTRAINT "provider_step_district_provider_provider_district_id_fk" FOREIGN KEY ("district","provider") REFERENCES "public"."provider"("district","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "school_provider" ADD CONSTRAINT "school_provider_district_provider_provider_district_id_fk" FOREIGN KEY ("district","provider") REFERENCES "public"."provider"("district","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "section_decision" ADD CONSTRAINT "section_decision_district_section_section_district_id_fk" FOREIGN KEY ("district","section") REFERENCES "public"."section"("district","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sheet_import_part" ADD CONSTRAINT "sheet_import_part_district_import_sheet_import_district_id_fk" FOREIGN KEY ("district","import") REFERENCES "public"."sheet_import"("district","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "exemption_keeper_once" ON "exemption_keeper" USING btree ("district","school","account");--> statement-breakpoint
CREATE INDEX "first_pick_of_school" ON "first_pick" USING btree ("district","school","until");--> statement-breakpoint
CREATE INDEX "ledger_entry_of_pupil" ON "ledger_entry" USING btree ("district","pupil","term");--> statement-breakpoint
CREATE INDEX "ledger_entry_of_school" ON "ledger_entry" USING btree ("district","school","term");--> statement-breakpoint
CREATE INDEX "ledger_line_of_account" ON "ledger_line" USING btree ("district","account","owner");--> statement-breakpoint
CREATE UNIQUE INDEX "payment_bank_reference" ON "payment" USING btree ("district","bank_reference");--> statement-breakpoint
CREATE INDEX "payment_of_pupil" ON "payment" USING btree ("district","pupil","term");--> statement-breakpoint
CREATE INDEX "sheet_import_of_school" ON "sheet_import" USING btree ("district","school","at");--> statement-breakpoint
CREATE UNIQUE INDEX "home_class_number" ON "home_class" USING btree ("district","school","left_year","grade","number");