CREATE TABLE `assumption_set` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`assumptions` text NOT NULL,
	`reason` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`district`, `id`)
);
--> statement-breakpoint
CREATE TABLE `birth_count` (
	`district` text NOT NULL,
	`street` text NOT NULL,
	`year` integer NOT NULL,
	`month` integer NOT NULL,
	`births` integer NOT NULL,
	`invented` integer DEFAULT false NOT NULL,
	PRIMARY KEY(`district`, `street`, `year`, `month`)
);
--> statement-breakpoint
CREATE TABLE `capacity_event` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`street` text NOT NULL,
	`school` text NOT NULL,
	`phase` text NOT NULL,
	`tier` text NOT NULL,
	`change` text NOT NULL,
	`grade` integer,
	`places` integer NOT NULL,
	`classes` integer DEFAULT 0 NOT NULL,
	`from` text NOT NULL,
	`until` text,
	`ramp` integer DEFAULT false NOT NULL,
	`takes_back` text DEFAULT '' NOT NULL,
	`why` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	`invented` integer DEFAULT false NOT NULL,
	PRIMARY KEY(`district`, `id`),
	CONSTRAINT "capacity_event_not_zero" CHECK("capacity_event"."places" <> 0)
);
--> statement-breakpoint
CREATE INDEX `capacity_event_of_street` ON `capacity_event` (`district`,`street`,`phase`);--> statement-breakpoint
CREATE TABLE `catchment` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`phase` text NOT NULL,
	`effective_from` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	`invented` integer DEFAULT false NOT NULL,
	PRIMARY KEY(`district`, `id`)
);
--> statement-breakpoint
CREATE TABLE `catchment_cell` (
	`district` text NOT NULL,
	`catchment` text NOT NULL,
	`cell` text NOT NULL,
	`school` text NOT NULL,
	PRIMARY KEY(`district`, `catchment`, `cell`),
	FOREIGN KEY (`district`,`catchment`) REFERENCES `catchment`(`district`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `contract_variation` (
	`district` text NOT NULL,
	`project` text NOT NULL,
	`number` integer NOT NULL,
	`contract` text NOT NULL,
	`amount_fen` integer NOT NULL,
	`days` integer NOT NULL,
	`agreed_on` text NOT NULL,
	`why` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`district`, `project`, `number`),
	FOREIGN KEY (`district`,`project`) REFERENCES `project`(`district`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `control_total` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`amount` integer NOT NULL,
	`source` text NOT NULL,
	`published_on` text NOT NULL,
	PRIMARY KEY(`district`, `id`)
);
--> statement-breakpoint
CREATE TABLE `dwelling_scheme` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`street` text NOT NULL,
	`kind` text NOT NULL,
	`dwellings` integer NOT NULL,
	`first_year` integer NOT NULL,
	`years` integer NOT NULL,
	`invented` integer DEFAULT false NOT NULL,
	PRIMARY KEY(`district`, `id`),
	CONSTRAINT "dwelling_scheme_years" CHECK("dwelling_scheme"."years" >= 1)
);
--> statement-breakpoint
CREATE TABLE `feeder_count` (
	`district` text NOT NULL,
	`from` text NOT NULL,
	`to` text NOT NULL,
	`year` integer NOT NULL,
	`pupils` integer NOT NULL,
	PRIMARY KEY(`district`, `from`, `to`, `year`)
);
--> statement-breakpoint
CREATE TABLE `forecast_balance` (
	`district` text NOT NULL,
	`run` text NOT NULL,
	`street` text NOT NULL,
	`phase` text NOT NULL,
	`year` integer NOT NULL,
	`scope` text NOT NULL,
	`demand_p10` real NOT NULL,
	`demand_p50` real NOT NULL,
	`demand_p90` real NOT NULL,
	`promised` real NOT NULL,
	`probable` real NOT NULL,
	`short` real NOT NULL,
	`surplus` real NOT NULL,
	`p_short` real NOT NULL,
	`p_surplus` real NOT NULL,
	PRIMARY KEY(`district`, `run`, `street`, `phase`, `year`, `scope`),
	FOREIGN KEY (`district`,`run`) REFERENCES `forecast_run`(`district`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `forecast_line` (
	`district` text NOT NULL,
	`run` text NOT NULL,
	`level` text NOT NULL,
	`subject` text NOT NULL,
	`grade` text NOT NULL,
	`phase` text NOT NULL,
	`year` integer NOT NULL,
	`p10` real NOT NULL,
	`p50` real NOT NULL,
	`p90` real NOT NULL,
	PRIMARY KEY(`district`, `run`, `level`, `subject`, `phase`, `grade`, `year`),
	FOREIGN KEY (`district`,`run`) REFERENCES `forecast_run`(`district`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `forecast_run` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`number` integer NOT NULL,
	`origin` integer NOT NULL,
	`horizon` integer NOT NULL,
	`data_hash` text NOT NULL,
	`assumption_set` text NOT NULL,
	`assumptions` text NOT NULL,
	`scenario` text NOT NULL,
	`author` text NOT NULL,
	`reason` text NOT NULL,
	`at` integer NOT NULL,
	`errors` text NOT NULL,
	`published_by` text,
	`published_at` integer,
	PRIMARY KEY(`district`, `id`),
	CONSTRAINT "forecast_run_second_person" CHECK("forecast_run"."published_by" is null or "forecast_run"."published_by" <> "forecast_run"."author")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `forecast_run_number` ON `forecast_run` (`district`,`number`);--> statement-breakpoint
CREATE TABLE `grid_cell` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`street` text NOT NULL,
	`community` text NOT NULL,
	`compound` text NOT NULL,
	`x` integer NOT NULL,
	`y` integer NOT NULL,
	`invented` integer DEFAULT false NOT NULL,
	PRIMARY KEY(`district`, `id`)
);
--> statement-breakpoint
CREATE INDEX `grid_cell_of_street` ON `grid_cell` (`district`,`street`);--> statement-breakpoint
CREATE TABLE `grid_count` (
	`district` text NOT NULL,
	`cell` text NOT NULL,
	`year` integer NOT NULL,
	`grade` integer NOT NULL,
	`children` integer NOT NULL,
	PRIMARY KEY(`district`, `cell`, `year`, `grade`)
);
--> statement-breakpoint
CREATE TABLE `map_outline` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`outline` text NOT NULL,
	`source` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`district`, `id`)
);
--> statement-breakpoint
CREATE TABLE `milestone` (
	`district` text NOT NULL,
	`project` text NOT NULL,
	`kind` text NOT NULL,
	`due_on` text,
	`met_on` text,
	PRIMARY KEY(`district`, `project`, `kind`),
	FOREIGN KEY (`district`,`project`) REFERENCES `project`(`district`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `milestone_revision` (
	`district` text NOT NULL,
	`project` text NOT NULL,
	`kind` text NOT NULL,
	`number` integer NOT NULL,
	`due_on` text,
	`met_on` text,
	`why` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`district`, `project`, `kind`, `number`),
	FOREIGN KEY (`district`,`project`) REFERENCES `project`(`district`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `place_standard` (
	`district` text NOT NULL,
	`phase` text NOT NULL,
	`grade` integer NOT NULL,
	`class_size` integer NOT NULL,
	`document` text NOT NULL,
	`effective_from` text NOT NULL,
	PRIMARY KEY(`district`, `phase`, `grade`, `effective_from`)
);
--> statement-breakpoint
CREATE TABLE `place_warning` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`run` text NOT NULL,
	`street` text NOT NULL,
	`phase` text NOT NULL,
	`year` integer NOT NULL,
	`kind` text NOT NULL,
	`registered` integer NOT NULL,
	`plan` integer NOT NULL,
	`colour` text NOT NULL,
	`sentence` text NOT NULL,
	`alternatives` text NOT NULL,
	`prepared_by` text NOT NULL,
	`prepared_at` integer NOT NULL,
	`published_by` text,
	`published_at` integer,
	`withdrawn_by` text,
	`withdrawn_at` integer,
	`withdrawn_why` text DEFAULT '' NOT NULL,
	PRIMARY KEY(`district`, `id`),
	CONSTRAINT "place_warning_second_person" CHECK("place_warning"."published_by" is null or "place_warning"."published_by" <> "place_warning"."prepared_by")
);
--> statement-breakpoint
CREATE INDEX `place_warning_of_street` ON `place_warning` (`district`,`street`);--> statement-breakpoint
CREATE TABLE `places_change` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`subject` text NOT NULL,
	`of` text NOT NULL,
	`street` text NOT NULL,
	`title` text NOT NULL,
	`reason` text NOT NULL,
	`effect_places` integer,
	`effect_year` integer,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`district`, `id`)
);
--> statement-breakpoint
CREATE INDEX `places_change_at` ON `places_change` (`district`,`at`);--> statement-breakpoint
CREATE TABLE `planning_work` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`state` text NOT NULL,
	`done` integer NOT NULL,
	`total` integer NOT NULL,
	`result` text NOT NULL,
	`sentence` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	PRIMARY KEY(`district`, `id`)
);
--> statement-breakpoint
CREATE TABLE `project` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`title` text NOT NULL,
	`kind` text NOT NULL,
	`stage` text NOT NULL,
	`street` text NOT NULL,
	`school` text DEFAULT '' NOT NULL,
	`about` text DEFAULT '' NOT NULL,
	`address` text DEFAULT '' NOT NULL,
	`longitude` real,
	`latitude` real,
	`officer` text DEFAULT '' NOT NULL,
	`budget_fen` integer,
	`budget_source` text DEFAULT '' NOT NULL,
	`control_total` text DEFAULT '' NOT NULL,
	`published` integer DEFAULT true NOT NULL,
	`internal_note` text DEFAULT '' NOT NULL,
	`invented` integer DEFAULT false NOT NULL,
	`more` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	PRIMARY KEY(`district`, `id`),
	CONSTRAINT "project_budget" CHECK("project"."budget_fen" >= 0)
);
--> statement-breakpoint
CREATE INDEX `project_of_street` ON `project` (`district`,`street`);--> statement-breakpoint
CREATE TABLE `project_document` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`project` text NOT NULL,
	`kind` text NOT NULL,
	`title` text NOT NULL,
	`day` text NOT NULL,
	`published` integer NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	`removed_at` integer,
	PRIMARY KEY(`district`, `id`),
	FOREIGN KEY (`district`,`project`) REFERENCES `project`(`district`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `project_document_of_project` ON `project_document` (`district`,`project`);--> statement-breakpoint
CREATE TABLE `project_document_file` (
	`district` text NOT NULL,
	`document` text NOT NULL,
	`size` text NOT NULL,
	`mime` text NOT NULL,
	`width` integer DEFAULT 0 NOT NULL,
	`height` integer DEFAULT 0 NOT NULL,
	`bytes` blob NOT NULL,
	PRIMARY KEY(`district`, `document`, `size`),
	FOREIGN KEY (`district`,`document`) REFERENCES `project_document`(`district`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `project_funding` (
	`district` text NOT NULL,
	`project` text NOT NULL,
	`number` integer NOT NULL,
	`source` text NOT NULL,
	`amount_fen` integer NOT NULL,
	`document` text NOT NULL,
	PRIMARY KEY(`district`, `project`, `number`),
	FOREIGN KEY (`district`,`project`) REFERENCES `project`(`district`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `project_payment` (
	`district` text NOT NULL,
	`project` text NOT NULL,
	`number` integer NOT NULL,
	`contract` text NOT NULL,
	`payee` text NOT NULL,
	`amount_fen` integer NOT NULL,
	`paid_on` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`district`, `project`, `number`),
	FOREIGN KEY (`district`,`project`) REFERENCES `project`(`district`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `project_places` (
	`district` text NOT NULL,
	`project` text NOT NULL,
	`phase` text NOT NULL,
	`places` integer NOT NULL,
	`classes` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`district`, `project`, `phase`),
	FOREIGN KEY (`district`,`project`) REFERENCES `project`(`district`,`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "project_places_positive" CHECK("project_places"."places" >= 0)
);
--> statement-breakpoint
CREATE TABLE `scenario` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`assumption_set` text NOT NULL,
	`edits` text NOT NULL,
	`source` text NOT NULL,
	`state` text NOT NULL,
	`reason` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	`decided_by` text,
	`decided_at` integer,
	PRIMARY KEY(`district`, `id`)
);
--> statement-breakpoint
CREATE TABLE `school_rooms` (
	`district` text NOT NULL,
	`school` text NOT NULL,
	`rooms` integer NOT NULL,
	PRIMARY KEY(`district`, `school`)
);
--> statement-breakpoint
CREATE TABLE `school_site` (
	`district` text NOT NULL,
	`school` text NOT NULL,
	`x` integer NOT NULL,
	`y` integer NOT NULL,
	`invented` integer DEFAULT false NOT NULL,
	PRIMARY KEY(`district`, `school`)
);
--> statement-breakpoint
CREATE TABLE `yield_curve` (
	`district` text NOT NULL,
	`kind` text NOT NULL,
	`phase` text NOT NULL,
	`years_since` integer NOT NULL,
	`per_hundred` real NOT NULL,
	PRIMARY KEY(`district`, `kind`, `phase`, `years_since`)
);
