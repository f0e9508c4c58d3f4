CREATE TABLE "assumption_set" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"assumptions" jsonb NOT NULL,
	"reason" text NOT NULL,
	"by" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "assumption_set_district_id_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
CREATE TABLE "birth_count" (
	"district" text NOT NULL,
	"street" text NOT NULL,
	"year" integer NOT NULL,
	"month" integer NOT NULL,
	"births" integer NOT NULL,
	"invented" boolean DEFAULT false NOT NULL,
	CONSTRAINT "birth_count_district_street_year_month_pk" PRIMARY KEY("district","street","year","month")
);
--> statement-breakpoint
CREATE TABLE "capacity_event" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"street" text NOT NULL,
	"school" text NOT NULL,
	"phase" text NOT NULL,
	"tier" text NOT NULL,
	"change" text NOT NULL,
	"grade" integer,
	"places" integer NOT NULL,
	"classes" integer DEFAULT 0 NOT NULL,
	"from" text NOT NULL,
	"until" text,
	"ramp" boolean DEFAULT false NOT NULL,
	"takes_back" text DEFAULT '' NOT NULL,
	"why" text NOT NULL,
	"by" text NOT NULL,
	"at" bigint NOT NULL,
	"invented" boolean DEFAULT false NOT NULL,
	CONSTRAINT "capacity_event_district_id_pk" PRIMARY KEY("district","id"),
	CONSTRAINT "capacity_event_not_zero" CHECK ("capacity_event"."places" <> 0)
);
--> statement-breakpoint
CREATE TABLE "catchment" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"phase" text NOT NULL,
	"effective_from" text NOT NULL,
	"by" text NOT NULL,
	"at" bigint NOT NULL,
	"invented" boolean DEFAULT false NOT NULL,
	CONSTRAINT "catchment_district_id_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
CREATE TABLE "catchment_cell" (
	"district" text NOT NULL,
	"catchment" text NOT NULL,
	"cell" text NOT NULL,
	"school" text NOT NULL,
	CONSTRAINT "catchment_cell_district_catchment_cell_pk" PRIMARY KEY("district","catchment","cell")
);
--> statement-breakpoint
CREATE TABLE "contract_variation" (
	"district" text NOT NULL,
	"project" text NOT NULL,
	"number" integer NOT NULL,
	"contract" text NOT NULL,
	"amount_fen" bigint NOT NULL,
	"days" integer NOT NULL,
	"agreed_on" text NOT NULL,
	"why" text NOT NULL,
	"by" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "contract_variation_district_project_number_pk" PRIMARY KEY("district","project","number")
);
--> statement-breakpoint
CREATE TABLE "control_total" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"amount" bigint NOT NULL,
	"source" text NOT NULL,
	"published_on" text NOT NULL,
	CONSTRAINT "control_total_district_id_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
CREATE TABLE "dwelling_scheme" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"street" text NOT NULL,
	"kind" text NOT NULL,
	"dwellings" integer NOT NULL,
	"first_year" integer NOT NULL,
	"years" integer NOT NULL,
	"invented" boolean DEFAULT false NOT NULL,
	CONSTRAINT "dwelling_scheme_district_id_pk" PRIMARY KEY("district","id"),
	CONSTRAINT "dwelling_scheme_years" CHECK ("dwelling_scheme"."years" >= 1)
);
--> statement-breakpoint
CREATE TABLE "feeder_count" (
	"district" text NOT NULL,
	"from" text NOT NULL,
	"to" text NOT NULL,
	"year" integer NOT NULL,
	"pupils" integer NOT NULL,
	CONSTRAINT "feeder_count_district_from_to_year_pk" PRIMARY KEY("district","from","to","year")
);
--> statement-breakpoint
CREATE TABLE "forecast_balance" (
	"district" text NOT NULL,
	"run" text NOT NULL,
	"street" text NOT NULL,
	"phase" text NOT NULL,
	"year" integer NOT NULL,
	"scope" text NOT NULL,
	"demand_p10" double precision NOT NULL,
	"demand_p50" double precision NOT NULL,
	"demand_p90" double precision NOT NULL,
	"promised" double precision NOT NULL,
	"probable" double precision NOT NULL,
	"short" double precision NOT NULL,
	"surplus" double precision NOT NULL,
	"p_short" double precision NOT NULL,
	"p_surplus" double precision NOT NULL,
	CONSTRAINT "forecast_balance_district_run_street_phase_year_scope_pk" PRIMARY KEY("district","run","street","phase","year","scope")
);
--> statement-breakpoint
CREATE TABLE "forecast_line" (
	"district" text NOT NULL,
	"run" text NOT NULL,
	"level" text NOT NULL,
	"subject" text NOT NULL,
	"grade" text NOT NULL,
	"phase" text NOT NULL,
	"year" integer NOT NULL,
	"p10" double precision NOT NULL,
	"p50" double precision NOT NULL,
	"p90" double precision NOT NULL,
	CONSTRAINT "forecast_line_district_run_level_subject_phase_grade_year_pk" PRIMARY KEY("district","run","level","subject","phase","grade","year")
);
--> statement-breakpoint
CREATE TABLE "forecast_run" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"number" integer NOT NULL,
	"origin" integer NOT NULL,
	"horizon" integer NOT NULL,
	"data_hash" text NOT NULL,
	"assumption_set" text NOT NULL,
	"assumptions" jsonb NOT NULL,
	"scenario" text NOT NULL,
	"author" text NOT NULL,
	"reason" text NOT NULL,
	"at" bigint NOT NULL,
	"errors" jsonb NOT NULL,
	"published_by" text,
	"published_at" bigint,
	CONSTRAINT "forecast_run_district_id_pk" PRIMARY KEY("district","id"),
	CONSTRAINT "forecast_run_second_person" CHECK ("forecast_run"."published_by" is null or "forecast_run"."published_by" <> "forecast_run"."author")
);
--> statement-breakpoint
CREATE TABLE "grid_cell" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"street" text NOT NULL,
	"community" text NOT NULL,
	"compound" text NOT NULL,
	"x" integer NOT NULL,
	"y" integer NOT NULL,
	"invented" boolean DEFAULT false NOT NULL,
	CONSTRAINT "grid_cell_district_id_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
CREATE TABLE "grid_count" (
	"district" text NOT NULL,
	"cell" text NOT NULL,
	"year" integer NOT NULL,
	"grade" integer NOT NULL,
	"children" integer NOT NULL,
	CONSTRAINT "grid_count_district_cell_year_grade_pk" PRIMARY KEY("district","cell","year","grade")
);
--> statement-breakpoint
CREATE TABLE "map_outline" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"outline" jsonb NOT NULL,
	"source" text NOT NULL,
	"by" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "map_outline_district_id_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
CREATE TABLE "milestone" (
	"district" text NOT NULL,
	"project" text NOT NULL,
	"kind" text NOT NULL,
	"due_on" text,
	"met_on" text,
	CONSTRAINT "milestone_district_project_kind_pk" PRIMARY KEY("district","project","kind")
);
--> statement-breakpoint
CREATE TABLE "milestone_revision" (
	"district" text NOT NULL,
	"project" text NOT NULL,
	"kind" text NOT NULL,
	"number" integer NOT NULL,
	"due_on" text,
	"met_on" text,
	"why" text NOT NULL,
	"by" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "milestone_revision_district_project_kind_number_pk" PRIMARY KEY("district","project","kind","number")
);
--> statement-breakpoint
CREATE TABLE "place_standard" (
	"district" text NOT NULL,
	"phase" text NOT NULL,
	"grade" integer NOT NULL,
	"class_size" integer NOT NULL,
	"document" text NOT NULL,
	"effective_from" text NOT NULL,
	CONSTRAINT "place_standard_district_phase_grade_effective_from_pk" PRIMARY KEY("district","phase","grade","effective_from")
);
--> statement-breakpoint
CREATE TABLE "place_warning" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"run" text NOT NULL,
	"street" text NOT NULL,
	"phase" text NOT NULL,
	"year" integer NOT NULL,
	"kind" text NOT NULL,
	"registered" integer NOT NULL,
	"plan" integer NOT NULL,
	"colour" text NOT NULL,
	"sentence" text NOT NULL,
	"alternatives" text NOT NULL,
	"prepared_by" text NOT NULL,
	"prepared_at" bigint NOT NULL,
	"published_by" text,
	"published_at" bigint,
	"withdrawn_by" text,
	"withdrawn_at" bigint,
	"withdrawn_why" text DEFAULT '' NOT NULL,
	CONSTRAINT "place_warning_district_id_pk" PRIMARY KEY("district","id"),
	CONSTRAINT "place_warning_second_person" CHECK ("place_warning"."published_by" is null or "place_warning"."published_by" <> "place_warning"."prepared_by")
);
--> statement-breakpoint
CREATE TABLE "places_change" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"subject" text NOT NULL,
	"of" text NOT NULL,
	"street" text NOT NULL,
	"title" text NOT NULL,
	"reason" text NOT NULL,
	"effect_places" integer,
	"effect_year" integer,
	"by" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "places_change_district_id_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
CREATE TABLE "planning_work" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"done" integer NOT NULL,
	"total" integer NOT NULL,
	"result" text NOT NULL,
	"sentence" text NOT NULL,
	"by" text NOT NULL,
	"at" bigint NOT NULL,
	"changed_at" bigint NOT NULL,
	CONSTRAINT "planning_work_district_id_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
CREATE TABLE "project" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"title" text NOT NULL,
	"kind" text NOT NULL,
	"stage" text NOT NULL,
	"street" text NOT NULL,
	"school" text DEFAULT '' NOT NULL,
	"about" text DEFAULT '' NOT NULL,
	"address" text DEFAULT '' NOT NULL,
	"longitude" double precision,
	"latitude" double precision,
	"officer" text DEFAULT '' NOT NULL,
	"budget_fen" bigint,
	"budget_source" text DEFAULT '' NOT NULL,
	"control_total" text DEFAULT '' NOT NULL,
	"published" boolean DEFAULT true NOT NULL,
	"internal_note" text DEFAULT '' NOT NULL,
	"invented" boolean DEFAULT false NOT NULL,
	"more" jsonb NOT NULL,
	"created_by" text NOT NULL,
	"created_at" bigint NOT NULL,
	"changed_at" bigint NOT NULL,
	CONSTRAINT "project_district_id_pk" PRIMARY KEY("district","id"),
	CONSTRAINT "project_budget" CHECK ("project"."budget_fen" >= 0)
);
--> statement-breakpoint
CREATE TABLE "project_document" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"project" text NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"day" text NOT NULL,
	"published" boolean NOT NULL,
	"by" text NOT NULL,
	"at" bigint NOT NULL,
	"removed_at" bigint,
	CONSTRAINT "project_document_district_id_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
CREATE TABLE "project_document_file" (
	"district" text NOT NULL,
	"document" text NOT NULL,
	"size" text NOT NULL,
	"mime" text NOT NULL,
	"width" integer DEFAULT 0 NOT NULL,
	"height" integer DEFAULT 0 NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "project_document_file_district_document_size_pk" PRIMARY KEY("district","document","size")
);
--> statement-breakpoint
CREATE TABLE "project_funding" (
	"district" text NOT NULL,
	"project" text NOT NULL,
	"number" integer NOT NULL,
	"source" text NOT NULL,
	"amount_fen" bigint NOT NULL,
	"document" text NOT NULL,
	CONSTRAINT "project_funding_district_project_number_pk" PRIMARY KEY("district","project","number")
);
--> statement-breakpoint
CREATE TABLE "project_payment" (
	"district" text NOT NULL,
	"project" text NOT NULL,
	"number" integer NOT NULL,
	"contract" text NOT NULL,
	"payee" text NOT NULL,
	"amount_fen" bigint NOT NULL,
	"paid_on" text NOT NULL,
	"by" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "project_payment_district_project_number_pk" PRIMARY KEY("district","project","number")
);
--> statement-breakpoint
CREATE TABLE "project_places" (
	"district" text NOT NULL,
	"project" text NOT NULL,
	"phase" text NOT NULL,
	"places" integer NOT NULL,
	"classes" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "project_places_district_project_phase_pk" PRIMARY KEY("district","project","phase"),
	CONSTRAINT "project_places_positive" CHECK ("project_places"."places" >= 0)
);
--> statement-breakpoint
CREATE TABLE "scenario" (
	"district" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"assumption_set" text NOT NULL,
	"edits" jsonb NOT NULL,
	"source" text NOT NULL,
	"state" text NOT NULL,
	"reason" text NOT NULL,
	"by" text NOT NULL,
	"at" bigint NOT NULL,
	"decided_by" text,
	"decided_at" bigint,
	CONSTRAINT "scenario_district_id_pk" PRIMARY KEY("district","id")
);
--> statement-breakpoint
CREATE TABLE "school_rooms" (
	"district" text NOT NULL,
	"school" text NOT NULL,
	"rooms" integer NOT NULL,
	CONSTRAINT "school_rooms_district_school_pk" PRIMARY KEY("district","school")
);
--> statement-breakpoint
CREATE TABLE "school_site" (
	"district" text NOT NULL,
	"school" text NOT NULL,
	"x" integer NOT NULL,
	"y" integer NOT NULL,
	"invented" boolean DEFAULT false NOT NULL,
	CONSTRAINT "school_site_district_school_pk" PRIMARY KEY("district","school")
);
--> statement-breakpoint
CREATE TABLE "yield_curve" (
	"district" text NOT NULL,
	"kind" text NOT NULL,
	"phase" text NOT NULL,
	"years_since" integer NOT NULL,
	"per_hundred" double precision NOT NULL,
	CONSTRAINT "yield_curve_district_kind_phase_years_since_pk" PRIMARY KEY("district","kind","phase","years_since")
);
--> statement-breakpoint
ALTER TABLE "catchment_cell" ADD CONSTRAINT "catchment_cell_district_catchment_catchment_district_id_fk" FOREIGN KEY ("district","catchment") REFERENCES "public"."catchment"("district","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_variation" ADD CONSTRAINT "contract_variation_district_project_project_district_id_fk" FOREIGN KEY ("district","project") REFERENCES "public"."project"("district","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forecast_balance" ADD CONSTRAINT "forecast_balance_district_run_forecast_run_district_id_fk" FOREIGN KEY ("district","run") REFERENCES "public"."forecast_run"("district","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forecast_line" ADD CONSTRAINT "forecast_line_district_run_forecast_run_district_id_fk" FOREIGN KEY ("district","run") REFERENCES "public"."forecast_run"("district","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "milestone" ADD CONSTRAINT "milestone_district_project_project_district_id_fk" FOREIGN KEY ("district","project") REFERENCES "public"."project"("district","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "milestone_revision" ADD CONSTRAINT "milestone_revision_district_project_project_district_id_fk" FOREIGN KEY ("district","project") REFERENCES "public"."project"("district","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_document" ADD CONSTRAINT "project_document_district_project_project_district_id_fk" FOREIGN KEY ("district","project") REFERENCES "public"."project"("district","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_document_file" ADD CONSTRAINT "project_document_file_district_document_project_document_district_id_fk" FOREIGN KEY ("district","document") REFERENCES "public"."project_document"("district","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_funding" ADD CONSTRAINT "project_funding_district_project_project_district_id_fk" FOREIGN KEY ("district","project") REFERENCES "public"."project"("district","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_payment" ADD CONSTRAINT "project_payment_district_project_project_district_id_fk" FOREIGN KEY ("district","project") REFERENCES "public"."project"("district","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_places" ADD CONSTRAINT "project_places_district_project_project_district_id_fk" FOREIGN KEY ("district","project") REFERENCES "public"."project"("district","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "capacity_event_of_street" ON "capacity_event" USING btree ("district","street","phase");--> statement-breakpoint
CREATE UNIQUE INDEX "forecast_run_number" ON "forecast_run" USING btree ("district","number");--> statement-breakpoint
CREATE INDEX "grid_cell_of_street" ON "grid_cell" USING btree ("district","street");--> statement-breakpoint
CREATE INDEX "place_warning_of_street" ON "place_warning" USING btree ("district","street");--> statement-breakpoint
CREATE INDEX "places_change_at" ON "places_change" USING btree ("district","at");--> statement-breakpoint
CREATE INDEX "project_of_street" ON "project" USING btree ("district","street");--> statement-breakpoint
CREATE INDEX "project_document_of_project" ON "project_document" USING btree ("district","project");