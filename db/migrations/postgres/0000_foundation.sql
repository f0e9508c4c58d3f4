CREATE TABLE "account" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"phone" text,
	"staff_number" text,
	"password_hash" text,
	"disabled_at" bigint,
	"created_at" bigint NOT NULL,
	CONSTRAINT "account_district_id_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
CREATE TABLE "activation_slip" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"account" text NOT NULL,
	"code_hash" text NOT NULL,
	"issued_by" text NOT NULL,
	"issued_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL,
	"tries_left" integer NOT NULL,
	"used_at" bigint,
	"revoked_at" bigint,
	CONSTRAINT "activation_slip_district_id_pk" PRIMARY KEY("district","id"),
	CONSTRAINT "activation_slip_tries" CHECK ("activation_slip"."tries_left" >= 0)
);
--> statement-breakpoint
CREATE TABLE "audit_entry" (
	"district" text NOT NULL,
	"sequence" integer NOT NULL,
	"at" bigint NOT NULL,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"detail" jsonb NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "audit_entry_district_sequence_pk" PRIMARY KEY("district","sequence")
);
--> statement-breakpoint
CREATE TABLE "audit_head" (
	"district" text PRIMARY KEY NOT NULL,
	"sequence" integer NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "basket_line" (
	"district" text NOT NULL,
	"account" text NOT NULL,
	"pupil" text NOT NULL,
	"section" text NOT NULL,
	"slots" jsonb,
	"also_wait" boolean NOT NULL,
	"added_at" bigint NOT NULL,
	CONSTRAINT "basket_line_district_account_pupil_section_pk" PRIMARY KEY("district","account","pupil","section")
);
--> statement-breakpoint
CREATE TABLE "calendar_feed" (
	"district" text NOT NULL,
	"account" text NOT NULL,
	"secret_hash" text NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "calendar_feed_district_account_pk" PRIMARY KEY("district","account")
);
--> statement-breakpoint
CREATE TABLE "calendar_override" (
	"district" text NOT NULL,
	"day" text NOT NULL,
	"school_day" boolean NOT NULL,
	"follows_weekday" integer,
	"note" text NOT NULL,
	CONSTRAINT "calendar_override_district_day_pk" PRIMARY KEY("district","day")
);
--> statement-breakpoint
CREATE TABLE "consent" (
	"district" text NOT NULL,
	"account" text NOT NULL,
	"version" text NOT NULL,
	"decision" text NOT NULL,
	"text_hash" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "consent_district_account_version_at_pk" PRIMARY KEY("district","account","version","at")
);
--> statement-breakpoint
CREATE TABLE "course" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"school" text NOT NULL,
	"title" text NOT NULL,
	"category" text NOT NULL,
	"description" text NOT NULL,
	"bring" text NOT NULL,
	"outline" jsonb NOT NULL,
	"created_by" text NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "course_district_id_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
CREATE TABLE "district" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"portal_name" text NOT NULL,
	"hotline" text NOT NULL,
	"demo" boolean NOT NULL,
	"settings" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "enrolment" (
	"district" text NOT NULL,
	"pupil" text NOT NULL,
	"section" text NOT NULL,
	"term" text NOT NULL,
	"state" text NOT NULL,
	"place" integer,
	"offer_ends_at" bigint,
	"fee_fen" integer NOT NULL,
	"request_key" text NOT NULL,
	"changed_at" bigint NOT NULL,
	CONSTRAINT "enrolment_district_pupil_section_pk" PRIMARY KEY("district","pupil","section")
);
--> statement-breakpoint
CREATE TABLE "enrolment_request" (
	"district" text NOT NULL,
	"key" text NOT NULL,
	"account" text NOT NULL,
	"body_hash" text NOT NULL,
	"reference" text NOT NULL,
	"answer" jsonb NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "enrolment_request_district_key_pk" PRIMARY KEY("district","key")
);
--> statement-breakpoint
CREATE TABLE "guardianship" (
	"district" text NOT NULL,
	"account" text NOT NULL,
	"pupil" text NOT NULL,
	"relation" text NOT NULL,
	"position" integer NOT NULL,
	"ended_at" bigint,
	CONSTRAINT "guardianship_district_account_pupil_pk" PRIMARY KEY("district","account","pupil")
);
--> statement-breakpoint
CREATE TABLE "held_slot" (
	"district" text NOT NULL,
	"term" text NOT NULL,
	"pupil" text NOT NULL,
	"slot" integer NOT NULL,
	"section" text NOT NULL,
	"base" text,
	CONSTRAINT "held_slot_district_term_pupil_slot_pk" PRIMARY KEY("district","term","pupil","slot")
);
--> statement-breakpoint
CREATE TABLE "home_class" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"school" text NOT NULL,
	"grade" integer NOT NULL,
	"number" integer NOT NULL,
	CONSTRAINT "home_class_district_id_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
CREATE TABLE "instructor" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"account" text,
	"provider" text,
	"school" text NOT NULL,
	"about" text NOT NULL,
	CONSTRAINT "instructor_district_id_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
CREATE TABLE "notice" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"account" text NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"body" text NOT NULL,
	"link" text NOT NULL,
	"at" bigint NOT NULL,
	"read_at" bigint,
	CONSTRAINT "notice_district_id_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
CREATE TABLE "provider" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"listed_until" text NOT NULL,
	CONSTRAINT "provider_district_id_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
CREATE TABLE "pupil" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"student_number" text NOT NULL,
	"school" text NOT NULL,
	"home_class" text NOT NULL,
	"left_on" text,
	CONSTRAINT "pupil_district_id_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
CREATE TABLE "role_grant" (
	"district" text NOT NULL,
	"account" text NOT NULL,
	"role" text NOT NULL,
	"school" text NOT NULL,
	"ended_at" bigint,
	CONSTRAINT "role_grant_district_account_role_school_pk" PRIMARY KEY("district","account","role","school")
);
--> statement-breakpoint
CREATE TABLE "roll_count" (
	"district" text NOT NULL,
	"school" text NOT NULL,
	"year" integer NOT NULL,
	"grade" integer NOT NULL,
	"pupils" integer NOT NULL,
	CONSTRAINT "roll_count_district_school_year_grade_pk" PRIMARY KEY("district","school","year","grade")
);
--> statement-breakpoint
CREATE TABLE "round" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"term" text NOT NULL,
	"name" text NOT NULL,
	"school" text,
	"opens_at" bigint NOT NULL,
	"closes_at" bigint NOT NULL,
	"course_limit" integer NOT NULL,
	CONSTRAINT "round_district_id_pk" PRIMARY KEY("district","id"),
	CONSTRAINT "round_dates" CHECK ("round"."opens_at" < "round"."closes_at")
);
--> statement-breakpoint
CREATE TABLE "school" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"street" text NOT NULL,
	"stage" text NOT NULL,
	"in_scope" boolean NOT NULL,
	"gate" text NOT NULL,
	"invented" boolean NOT NULL,
	CONSTRAINT "school_district_id_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
CREATE TABLE "seat_count" (
	"district" text NOT NULL,
	"section" text NOT NULL,
	"capacity" integer,
	"enrolled" integer NOT NULL,
	"offered" integer NOT NULL,
	"waiting" integer NOT NULL,
	"last_place" integer NOT NULL,
	CONSTRAINT "seat_count_district_section_pk" PRIMARY KEY("district","section"),
	CONSTRAINT "seat_count_not_oversold" CHECK ("seat_count"."capacity" is null or "seat_count"."enrolled" + "seat_count"."offered" <= "seat_count"."capacity"),
	CONSTRAINT "seat_count_not_negative" CHECK ("seat_count"."enrolled" >= 0 and "seat_count"."offered" >= 0 and "seat_count"."waiting" >= 0)
);
--> statement-breakpoint
CREATE TABLE "section" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"course" text NOT NULL,
	"school" text NOT NULL,
	"term" text NOT NULL,
	"label" text NOT NULL,
	"base" boolean NOT NULL,
	"home_class" text,
	"grades" integer NOT NULL,
	"room" text NOT NULL,
	"instructor" text NOT NULL,
	"minimum" integer NOT NULL,
	"lesson_fen" integer NOT NULL,
	"material_fen" integer NOT NULL,
	"fee_fen" integer NOT NULL,
	"starts_on" text NOT NULL,
	"ends_on" text NOT NULL,
	"cut_off_on" text NOT NULL,
	"state" text NOT NULL,
	"supplement" integer,
	"suffix" integer,
	"search_text" text NOT NULL,
	"created_by" text NOT NULL,
	CONSTRAINT "section_district_id_pk" PRIMARY KEY("district","id"),
	CONSTRAINT "section_fee" CHECK ("section"."fee_fen" >= 0)
);
--> statement-breakpoint
CREATE TABLE "section_slot" (
	"district" text NOT NULL,
	"section" text NOT NULL,
	"slot" integer NOT NULL,
	"starts_at" text NOT NULL,
	"ends_at" text NOT NULL,
	CONSTRAINT "section_slot_district_section_slot_pk" PRIMARY KEY("district","section","slot")
);
--> statement-breakpoint
CREATE TABLE "section_step" (
	"district" text NOT NULL,
	"section" text NOT NULL,
	"sequence" integer NOT NULL,
	"step" text NOT NULL,
	"actor" text NOT NULL,
	"at" bigint NOT NULL,
	"remark" text NOT NULL,
	CONSTRAINT "section_step_district_section_sequence_pk" PRIMARY KEY("district","section","sequence")
);
--> statement-breakpoint
CREATE TABLE "service_period" (
	"district" text NOT NULL,
	"term" text NOT NULL,
	"school" text NOT NULL,
	"number" integer NOT NULL,
	"name" text NOT NULL,
	"starts_at" text NOT NULL,
	"ends_at" text NOT NULL,
	CONSTRAINT "service_period_district_term_school_number_pk" PRIMARY KEY("district","term","school","number")
);
--> statement-breakpoint
CREATE TABLE "session" (
	"district" text NOT NULL,
	"token_hash" text NOT NULL,
	"account" text NOT NULL,
	"created_at" bigint NOT NULL,
	"last_seen_at" bigint NOT NULL,
	"device" text NOT NULL,
	CONSTRAINT "session_district_token_hash_pk" PRIMARY KEY("district","token_hash")
);
--> statement-breakpoint
CREATE TABLE "staff" (
	"district" text NOT NULL,
	"account" text NOT NULL,
	"school" text NOT NULL,
	"in_service" boolean NOT NULL,
	"subject" text NOT NULL,
	CONSTRAINT "staff_district_account_pk" PRIMARY KEY("district","account")
);
--> statement-breakpoint
CREATE TABLE "street" (
	"district" text NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "street_district_code_pk" PRIMARY KEY("district","code")
);
--> statement-breakpoint
CREATE TABLE "term" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"starts_on" text NOT NULL,
	"ends_on" text NOT NULL,
	CONSTRAINT "term_district_id_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
CREATE TABLE "term_plan" (
	"district" text NOT NULL,
	"school" text NOT NULL,
	"term" text NOT NULL,
	"filing_number" text,
	"filed_by" text,
	"filed_at" bigint,
	"sendings" integer NOT NULL,
	"last_suffix" integer NOT NULL,
	CONSTRAINT "term_plan_district_school_term_pk" PRIMARY KEY("district","school","term")
);
--> statement-breakpoint
ALTER TABLE "enrolment" ADD CONSTRAINT "enrolment_district_section_section_district_id_fk" FOREIGN KEY ("district","section") REFERENCES "public"."section"("district","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enrolment" ADD CONSTRAINT "enrolment_district_pupil_pupil_district_id_fk" FOREIGN KEY ("district","pupil") REFERENCES "public"."pupil"("district","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guardianship" ADD CONSTRAINT "guardianship_district_account_account_district_id_fk" FOREIGN KEY ("district","account") REFERENCES "public"."account"("district","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guardianship" ADD CONSTRAINT "guardianship_district_pupil_pupil_district_id_fk" FOREIGN KEY ("district","pupil") REFERENCES "public"."pupil"("district","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "held_slot" ADD CONSTRAINT "held_slot_district_section_section_district_id_fk" FOREIGN KEY ("district","section") REFERENCES "public"."section"("district","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "held_slot" ADD CONSTRAINT "held_slot_district_pupil_pupil_district_id_fk" FOREIGN KEY ("district","pupil") REFERENCES "public"."pupil"("district","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pupil" ADD CONSTRAINT "pupil_district_home_class_home_class_district_id_fk" FOREIGN KEY ("district","home_class") REFERENCES "public"."home_class"("district","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_district_account_account_district_id_fk" FOREIGN KEY ("district","account") REFERENCES "public"."account"("district","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seat_count" ADD CONSTRAINT "seat_count_district_section_section_district_id_fk" FOREIGN KEY ("district","section") REFERENCES "public"."section"("district","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "section" ADD CONSTRAINT "section_district_course_course_district_id_fk" FOREIGN KEY ("district","course") REFERENCES "public"."course"("district","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "section_slot" ADD CONSTRAINT "section_slot_district_section_section_district_id_fk" FOREIGN KEY ("district","section") REFERENCES "public"."section"("district","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "section_step" ADD CONSTRAINT "section_step_district_section_section_district_id_fk" FOREIGN KEY ("district","section") REFERENCES "public"."section"("district","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_district_account_account_district_id_fk" FOREIGN KEY ("district","account") REFERENCES "public"."account"("district","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "account_phone" ON "account" USING btree ("district","phone");--> statement-breakpoint
CREATE UNIQUE INDEX "account_staff_number" ON "account" USING btree ("district","staff_number");--> statement-breakpoint
CREATE INDEX "activation_slip_of_account" ON "activation_slip" USING btree ("district","account");--> statement-breakpoint
CREATE INDEX "audit_entry_of_subject" ON "audit_entry" USING btree ("district","subject");--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_feed_secret" ON "calendar_feed" USING btree ("district","secret_hash");--> statement-breakpoint
CREATE INDEX "course_of_school" ON "course" USING btree ("district","school");--> statement-breakpoint
CREATE INDEX "enrolment_of_section" ON "enrolment" USING btree ("district","section","state");--> statement-breakpoint
CREATE UNIQUE INDEX "enrolment_place" ON "enrolment" USING btree ("district","section","place");--> statement-breakpoint
CREATE INDEX "enrolment_offer_end" ON "enrolment" USING btree ("district","offer_ends_at");--> statement-breakpoint
CREATE UNIQUE INDEX "enrolment_request_reference" ON "enrolment_request" USING btree ("district","reference");--> statement-breakpoint
CREATE INDEX "enrolment_request_of_account" ON "enrolment_request" USING btree ("district","account","at");--> statement-breakpoint
CREATE INDEX "guardianship_of_pupil" ON "guardianship" USING btree ("district","pupil");--> statement-breakpoint
CREATE INDEX "held_slot_of_section" ON "held_slot" USING btree ("district","section");--> statement-breakpoint
CREATE UNIQUE INDEX "home_class_number" ON "home_class" USING btree ("district","school","grade","number");--> statement-breakpoint
CREATE INDEX "instructor_of_school" ON "instructor" USING btree ("district","school");--> statement-breakpoint
CREATE INDEX "notice_of_account" ON "notice" USING btree ("district","account","at");--> statement-breakpoint
CREATE UNIQUE INDEX "pupil_student_number" ON "pupil" USING btree ("district","student_number");--> statement-breakpoint
CREATE INDEX "pupil_of_class" ON "pupil" USING btree ("district","home_class");--> statement-breakpoint
CREATE INDEX "pupil_of_school" ON "pupil" USING btree ("district","school");--> statement-breakpoint
CREATE INDEX "role_grant_of_school" ON "role_grant" USING btree ("district","school");--> statement-breakpoint
CREATE INDEX "round_of_term" ON "round" USING btree ("district","term");--> statement-breakpoint
CREATE INDEX "section_of_school" ON "section" USING btree ("district","term","school","state");--> statement-breakpoint
CREATE INDEX "section_of_course" ON "section" USING btree ("district","course");--> statement-breakpoint
CREATE UNIQUE INDEX "section_suffix" ON "section" USING btree ("district","school","term","suffix");--> statement-breakpoint
CREATE INDEX "session_of_account" ON "session" USING btree ("district","account");--> statement-breakpoint
CREATE INDEX "staff_of_school" ON "staff" USING btree ("district","school");--> statement-breakpoint
CREATE UNIQUE INDEX "term_plan_filing_number" ON "term_plan" USING btree ("district","filing_number");