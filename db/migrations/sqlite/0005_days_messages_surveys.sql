CREATE TABLE `attendance_mark` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`section` text NOT NULL,
	`day` text NOT NULL,
	`slot` integer NOT NULL,
	`pupil` text NOT NULL,
	`mark` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	`received_at` integer NOT NULL,
	PRIMARY KEY(`district`, `id`)
);
--> statement-breakpoint
CREATE INDEX `attendance_mark_of_session` ON `attendance_mark` (`district`,`section`,`day`,`slot`);--> statement-breakpoint
CREATE TABLE `care_note` (
	`district` text NOT NULL,
	`pupil` text NOT NULL,
	`allergies` text NOT NULL,
	`note` text NOT NULL,
	`text_hash` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`district`, `pupil`)
);
--> statement-breakpoint
CREATE TABLE `channel_setting` (
	`district` text NOT NULL,
	`channel` text NOT NULL,
	`is_on` integer NOT NULL,
	`settings` text NOT NULL,
	`changed_by` text NOT NULL,
	`changed_at` integer NOT NULL,
	PRIMARY KEY(`district`, `channel`)
);
--> statement-breakpoint
CREATE TABLE `contact_way` (
	`district` text NOT NULL,
	`account` text NOT NULL,
	`channel` text NOT NULL,
	`address` text NOT NULL,
	`wanted` integer NOT NULL,
	`changed_at` integer NOT NULL,
	PRIMARY KEY(`district`, `account`, `channel`)
);
--> statement-breakpoint
CREATE TABLE `delivery` (
	`district` text NOT NULL,
	`notice` text NOT NULL,
	`channel` text NOT NULL,
	`account` text NOT NULL,
	`subject` text NOT NULL,
	`state` text NOT NULL,
	`tries` integer NOT NULL,
	`due_at` integer NOT NULL,
	`held_until` integer NOT NULL,
	`sent_at` integer,
	`last_error` text NOT NULL,
	PRIMARY KEY(`district`, `notice`, `channel`)
);
--> statement-breakpoint
CREATE INDEX `delivery_due` ON `delivery` (`district`,`state`,`due_at`);--> statement-breakpoint
CREATE INDEX `delivery_of_subject` ON `delivery` (`district`,`account`,`subject`);--> statement-breakpoint
CREATE TABLE `emergency_contact` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`pupil` text NOT NULL,
	`name` text NOT NULL,
	`relation` text NOT NULL,
	`phone` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	`ended_at` integer,
	PRIMARY KEY(`district`, `id`)
);
--> statement-breakpoint
CREATE INDEX `emergency_contact_of_pupil` ON `emergency_contact` (`district`,`pupil`);--> statement-breakpoint
CREATE TABLE `handover` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`pupil` text NOT NULL,
	`school` text NOT NULL,
	`day` text NOT NULL,
	`way` text NOT NULL,
	`person` text NOT NULL,
	`person_name` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	`received_at` integer NOT NULL,
	`taken_back_at` integer,
	PRIMARY KEY(`district`, `id`)
);
--> statement-breakpoint
CREATE INDEX `handover_of_day` ON `handover` (`district`,`day`,`school`);--> statement-breakpoint
CREATE INDEX `handover_of_pupil` ON `handover` (`district`,`pupil`,`day`);--> statement-breakpoint
CREATE TABLE `leave_request` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`pupil` text NOT NULL,
	`day` text NOT NULL,
	`section` text NOT NULL,
	`reason` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	`withdrawn_at` integer,
	PRIMARY KEY(`district`, `id`)
);
--> statement-breakpoint
CREATE INDEX `leave_request_of_pupil` ON `leave_request` (`district`,`pupil`,`day`);--> statement-breakpoint
CREATE INDEX `leave_request_of_day` ON `leave_request` (`district`,`day`);--> statement-breakpoint
CREATE TABLE `local_message` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`account` text NOT NULL,
	`title` text NOT NULL,
	`body` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`district`, `id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `local_message_at` ON `local_message` (`district`,`at`,`id`);--> statement-breakpoint
CREATE TABLE `pickup_authorisation` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`pupil` text NOT NULL,
	`name` text NOT NULL,
	`relation` text NOT NULL,
	`phone` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	`ended_at` integer,
	PRIMARY KEY(`district`, `id`)
);
--> statement-breakpoint
CREATE INDEX `pickup_authorisation_of_pupil` ON `pickup_authorisation` (`district`,`pupil`);--> statement-breakpoint
CREATE TABLE `pickup_code` (
	`district` text NOT NULL,
	`code_hash` text NOT NULL,
	`account` text NOT NULL,
	`day` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`district`, `code_hash`)
);
--> statement-breakpoint
CREATE INDEX `pickup_code_of_account` ON `pickup_code` (`district`,`account`,`day`);--> statement-breakpoint
CREATE TABLE `pupil_week` (
	`district` text NOT NULL,
	`week` text NOT NULL,
	`pupil` text NOT NULL,
	`term` text NOT NULL,
	`school` text NOT NULL,
	`grade` integer NOT NULL,
	`expected` integer NOT NULL,
	`came` integer NOT NULL,
	`leave` integer NOT NULL,
	`absent` integer NOT NULL,
	PRIMARY KEY(`district`, `week`, `pupil`)
);
--> statement-breakpoint
CREATE INDEX `pupil_week_of_school` ON `pupil_week` (`district`,`term`,`school`,`week`);--> statement-breakpoint
CREATE TABLE `session_change` (
	`district` text NOT NULL,
	`section` text NOT NULL,
	`day` text NOT NULL,
	`slot` integer NOT NULL,
	`number` integer NOT NULL,
	`change` text NOT NULL,
	`to_day` text,
	`to_starts_at` text,
	`to_ends_at` text,
	`room` text NOT NULL,
	`substitute` text NOT NULL,
	`reason` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`district`, `section`, `day`, `slot`, `number`)
);
--> statement-breakpoint
CREATE INDEX `session_change_of_day` ON `session_change` (`district`,`day`);--> statement-breakpoint
CREATE INDEX `session_change_to_day` ON `session_change` (`district`,`to_day`);--> statement-breakpoint
CREATE TABLE `session_tally` (
	`district` text NOT NULL,
	`section` text NOT NULL,
	`day` text NOT NULL,
	`slot` integer NOT NULL,
	`term` text NOT NULL,
	`school` text NOT NULL,
	`base` integer NOT NULL,
	`instructor` text NOT NULL,
	`expected` integer NOT NULL,
	`present` integer NOT NULL,
	`late` integer NOT NULL,
	`leave` integer NOT NULL,
	`absent` integer NOT NULL,
	`signed_out` integer NOT NULL,
	PRIMARY KEY(`district`, `section`, `day`, `slot`),
	CONSTRAINT "session_tally_adds_up" CHECK("session_tally"."present" + "session_tally"."late" + "session_tally"."leave" + "session_tally"."absent" <= "session_tally"."expected")
);
--> statement-breakpoint
CREATE INDEX `session_tally_of_school` ON `session_tally` (`district`,`term`,`school`,`day`);--> statement-breakpoint
CREATE TABLE `stale_tally` (
	`district` text NOT NULL,
	`section` text NOT NULL,
	`day` text NOT NULL,
	`slot` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `stale_tally_session` ON `stale_tally` (`district`,`section`,`day`,`slot`);--> statement-breakpoint
CREATE TABLE `survey` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`title` text NOT NULL,
	`school` text NOT NULL,
	`term` text NOT NULL,
	`audience` text NOT NULL,
	`template` text NOT NULL,
	`state` text NOT NULL,
	`opens_on` text NOT NULL,
	`closes_on` text NOT NULL,
	`version` integer NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`district`, `id`)
);
--> statement-breakpoint
CREATE INDEX `survey_of_term` ON `survey` (`district`,`term`,`school`);--> statement-breakpoint
CREATE TABLE `survey_answer` (
	`district` text NOT NULL,
	`survey` text NOT NULL,
	`id` text NOT NULL,
	`version` integer NOT NULL,
	`stratum` text NOT NULL,
	`day` text NOT NULL,
	`answers` text NOT NULL,
	PRIMARY KEY(`district`, `survey`, `id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `survey_scope` (
	`district` text NOT NULL,
	`survey` text NOT NULL,
	`kind` text NOT NULL,
	`school` text NOT NULL,
	`grade` integer NOT NULL,
	`of` text NOT NULL,
	PRIMARY KEY(`district`, `survey`, `kind`, `school`, `grade`, `of`)
);
--> statement-breakpoint
CREATE TABLE `survey_token` (
	`district` text NOT NULL,
	`survey` text NOT NULL,
	`token_hash` text NOT NULL,
	`account` text NOT NULL,
	`pupil` text NOT NULL,
	`stratum` text NOT NULL,
	`spent` integer NOT NULL,
	PRIMARY KEY(`district`, `survey`, `token_hash`)
);
--> statement-breakpoint
CREATE INDEX `survey_token_of_account` ON `survey_token` (`district`,`account`);--> statement-breakpoint
CREATE UNIQUE INDEX `survey_token_of_child` ON `survey_token` (`district`,`survey`,`account`,`pupil`);--> statement-breakpoint
CREATE TABLE `survey_version` (
	`district` text NOT NULL,
	`survey` text NOT NULL,
	`number` integer NOT NULL,
	`questions` text NOT NULL,
	`hash` text NOT NULL,
	`saved_by` text NOT NULL,
	`saved_at` integer NOT NULL,
	PRIMARY KEY(`district`, `survey`, `number`)
);
--> statement-breakpoint
CREATE TABLE `walk_home_consent` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`pupil` text NOT NULL,
	`decision` text NOT NULL,
	`text_hash` text NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`district`, `id`)
);
--> statement-breakpoint
CREATE INDEX `walk_home_consent_of_pupil` ON `walk_home_consent` (`district`,`pupil`);