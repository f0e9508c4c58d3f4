CREATE TABLE `background_check` (
	`district` text NOT NULL,
	`instructor` text NOT NULL,
	`sequence` integer NOT NULL,
	`number` text NOT NULL,
	`checked_on` text NOT NULL,
	`expires_on` text NOT NULL,
	`recorded_by` text NOT NULL,
	`at` integer NOT NULL,
	`reminded_at` integer,
	PRIMARY KEY(`district`, `instructor`, `sequence`),
	FOREIGN KEY (`district`,`instructor`) REFERENCES `instructor`(`district`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `cover_image` (
	`district` text NOT NULL,
	`name` text NOT NULL,
	`size` text NOT NULL,
	`width` integer NOT NULL,
	`height` integer NOT NULL,
	`webp` blob NOT NULL,
	`uploaded_by` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`district`, `name`, `size`)
);
--> statement-breakpoint
CREATE TABLE `exemption` (
	`district` text NOT NULL,
	`pupil` text NOT NULL,
	`term` text NOT NULL,
	`percent` integer NOT NULL,
	`basis` text NOT NULL,
	`document` text NOT NULL,
	`requested_by` text NOT NULL,
	`approved_by` text,
	`ended_at` integer,
	`at` integer NOT NULL,
	PRIMARY KEY(`district`, `pupil`, `term`, `at`),
	FOREIGN KEY (`district`,`pupil`) REFERENCES `pupil`(`district`,`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "exemption_percent" CHECK("exemption"."percent" between 1 and 100)
);
--> statement-breakpoint
CREATE TABLE `exemption_keeper` (
	`district` text NOT NULL,
	`school` text NOT NULL,
	`seat` integer NOT NULL,
	`account` text NOT NULL,
	`named_by` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`district`, `school`, `seat`),
	CONSTRAINT "exemption_keeper_two" CHECK("exemption_keeper"."seat" in (1, 2))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `exemption_keeper_once` ON `exemption_keeper` (`district`,`school`,`account`);--> statement-breakpoint
CREATE TABLE `finding_reason` (
	`district` text NOT NULL,
	`school` text NOT NULL,
	`term` text NOT NULL,
	`subject` text NOT NULL,
	`rule` text NOT NULL,
	`reason` text NOT NULL,
	`given_by` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`district`, `school`, `term`, `subject`, `rule`)
);
--> statement-breakpoint
CREATE TABLE `first_pick` (
	`district` text NOT NULL,
	`term` text NOT NULL,
	`pupil` text NOT NULL,
	`section` text NOT NULL,
	`school` text NOT NULL,
	`until` integer NOT NULL,
	PRIMARY KEY(`district`, `term`, `pupil`, `section`),
	FOREIGN KEY (`district`,`section`) REFERENCES `section`(`district`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`district`,`pupil`) REFERENCES `pupil`(`district`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `first_pick_of_school` ON `first_pick` (`district`,`school`,`until`);--> statement-breakpoint
CREATE TABLE `ledger_entry` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`term` text NOT NULL,
	`school` text NOT NULL,
	`pupil` text NOT NULL,
	`section` text,
	`memo` text NOT NULL,
	`actor` text NOT NULL,
	`day` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`district`, `id`),
	FOREIGN KEY (`district`,`pupil`) REFERENCES `pupil`(`district`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `ledger_entry_of_pupil` ON `ledger_entry` (`district`,`pupil`,`term`);--> statement-breakpoint
CREATE INDEX `ledger_entry_of_school` ON `ledger_entry` (`district`,`school`,`term`);--> statement-breakpoint
CREATE TABLE `ledger_line` (
	`district` text NOT NULL,
	`entry` text NOT NULL,
	`number` integer NOT NULL,
	`account` text NOT NULL,
	`owner` text NOT NULL,
	`amount_fen` integer NOT NULL,
	PRIMARY KEY(`district`, `entry`, `number`),
	FOREIGN KEY (`district`,`entry`) REFERENCES `ledger_entry`(`district`,`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "ledger_line_not_zero" CHECK("ledger_line"."amount_fen" <> 0)
);
--> statement-breakpoint
CREATE INDEX `ledger_line_of_account` ON `ledger_line` (`district`,`account`,`owner`);--> statement-breakpoint
CREATE TABLE `payment` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`entry` text NOT NULL,
	`pupil` text NOT NULL,
	`school` text NOT NULL,
	`term` text NOT NULL,
	`amount_fen` integer NOT NULL,
	`method` text NOT NULL,
	`bank_reference` text,
	`paid_on` text NOT NULL,
	`recorded_by` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`district`, `id`),
	FOREIGN KEY (`district`,`entry`) REFERENCES `ledger_entry`(`district`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `payment_bank_reference` ON `payment` (`district`,`bank_reference`);--> statement-breakpoint
CREATE INDEX `payment_of_pupil` ON `payment` (`district`,`pupil`,`term`);--> statement-breakpoint
CREATE TABLE `promotion` (
	`district` text NOT NULL,
	`school` text NOT NULL,
	`year` integer NOT NULL,
	`promoted_by` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`district`, `school`, `year`)
);
--> statement-breakpoint
CREATE TABLE `provider_step` (
	`district` text NOT NULL,
	`provider` text NOT NULL,
	`sequence` integer NOT NULL,
	`step` text NOT NULL,
	`actor` text NOT NULL,
	`at` integer NOT NULL,
	`remark` text NOT NULL,
	PRIMARY KEY(`district`, `provider`, `sequence`),
	FOREIGN KEY (`district`,`provider`) REFERENCES `provider`(`district`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `rule_version` (
	`district` text NOT NULL,
	`kind` text NOT NULL,
	`version` integer NOT NULL,
	`document` text NOT NULL,
	`document_on` text NOT NULL,
	`effective_on` text NOT NULL,
	`content` text NOT NULL,
	`recorded_by` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`district`, `kind`, `version`)
);
--> statement-breakpoint
CREATE TABLE `school_provider` (
	`district` text NOT NULL,
	`school` text NOT NULL,
	`provider` text NOT NULL,
	`term` text NOT NULL,
	`chosen_by` text NOT NULL,
	`chosen_at` integer NOT NULL,
	PRIMARY KEY(`district`, `school`, `provider`, `term`),
	FOREIGN KEY (`district`,`provider`) REFERENCES `provider`(`district`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `section_decision` (
	`district` text NOT NULL,
	`section` text NOT NULL,
	`decision` text NOT NULL,
	`reason` text NOT NULL,
	`enrolled` integer NOT NULL,
	`decided_by` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`district`, `section`),
	FOREIGN KEY (`district`,`section`) REFERENCES `section`(`district`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `sheet_import` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`school` text NOT NULL,
	`term` text NOT NULL,
	`account` text NOT NULL,
	`file_name` text NOT NULL,
	`state` text NOT NULL,
	`done` integer NOT NULL,
	`total` integer NOT NULL,
	`summary` text NOT NULL,
	`at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	PRIMARY KEY(`district`, `id`)
);
--> statement-breakpoint
CREATE INDEX `sheet_import_of_school` ON `sheet_import` (`district`,`school`,`at`);--> statement-breakpoint
CREATE TABLE `sheet_import_part` (
	`district` text NOT NULL,
	`import` text NOT NULL,
	`number` integer NOT NULL,
	`rows` text NOT NULL,
	PRIMARY KEY(`district`, `import`, `number`),
	FOREIGN KEY (`district`,`import`) REFERENCES `sheet_import`(`district`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
DROP INDEX `home_class_number`;--> statement-breakpoint
ALTER TABLE `home_class` ADD `left_year` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `home_class_number` ON `home_class` (`district`,`school`,`left_year`,`grade`,`number`);--> statement-breakpoint
ALTER TABLE `course` ADD `cover` text;--> statement-breakpoint
ALTER TABLE `provider` ADD `state` text DEFAULT 'listed' NOT NULL;--> statement-breakpoint
ALTER TABLE `provider` ADD `licence` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `provider` ADD `contact` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `provider` ADD `phone` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `provider` ADD `offer` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `provider` ADD `listed_from` text DEFAULT '2000-01-01' NOT NULL;--> statement-breakpoint
ALTER TABLE `pupil` ADD `left_for` text;--> statement-breakpoint
ALTER TABLE `section` ADD `copied_from` text;--> statement-breakpoint
ALTER TABLE `staff` ADD `left_on` text;