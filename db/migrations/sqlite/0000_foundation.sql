CREATE TABLE `account` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`phone` text,
	`staff_number` text,
	`password_hash` text,
	`disabled_at` integer,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`district`, `id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `account_phone` ON `account` (`district`,`phone`);--> statement-breakpoint
CREATE UNIQUE INDEX `account_staff_number` ON `account` (`district`,`staff_number`);--> statement-breakpoint
CREATE TABLE `activation_slip` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`account` text NOT NULL,
	`code_hash` text NOT NULL,
	`issued_by` text NOT NULL,
	`issued_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`tries_left` integer NOT NULL,
	`used_at` integer,
	`revoked_at` integer,
	PRIMARY KEY(`district`, `id`),
	CONSTRAINT "activation_slip_tries" CHECK("activation_slip"."tries_left" >= 0)
);
--> statement-breakpoint
CREATE INDEX `activation_slip_of_account` ON `activation_slip` (`district`,`account`);--> statement-breakpoint
CREATE TABLE `audit_entry` (
	`district` text NOT NULL,
	`sequence` integer NOT NULL,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	`action` text NOT NULL,
	`subject` text NOT NULL,
	`detail` text NOT NULL,
	`hash` text NOT NULL,
	PRIMARY KEY(`district`, `sequence`)
);
--> statement-breakpoint
CREATE INDEX `audit_entry_of_subject` ON `audit_entry` (`district`,`subject`);--> statement-breakpoint
CREATE TABLE `audit_head` (
	`district` text PRIMARY KEY NOT NULL,
	`sequence` integer NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `basket_line` (
	`district` text NOT NULL,
	`account` text NOT NULL,
	`pupil` text NOT NULL,
	`section` text NOT NULL,
	`slots` text,
	`also_wait` integer NOT NULL,
	`added_at` integer NOT NULL,
	PRIMARY KEY(`district`, `account`, `pupil`, `section`)
);
--> statement-breakpoint
CREATE TABLE `calendar_feed` (
	`district` text NOT NULL,
	`account` text NOT NULL,
	`secret_hash` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`district`, `account`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `calendar_feed_secret` ON `calendar_feed` (`district`,`secret_hash`);--> statement-breakpoint
CREATE TABLE `calendar_override` (
	`district` text NOT NULL,
	`day` text NOT NULL,
	`school_day` integer NOT NULL,
	`follows_weekday` integer,
	`note` text NOT NULL,
	PRIMARY KEY(`district`, `day`)
);
--> statement-breakpoint
CREATE TABLE `consent` (
	`district` text NOT NULL,
	`account` text NOT NULL,
	`version` text NOT NULL,
	`decision` text NOT NULL,
	`text_hash` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`district`, `account`, `version`, `at`)
);
--> statement-breakpoint
CREATE TABLE `course` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`school` text NOT NULL,
	`title` text NOT NULL,
	`category` text NOT NULL,
	`description` text NOT NULL,
	`bring` text NOT NULL,
	`outline` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`district`, `id`)
);
--> statement-breakpoint
CREATE INDEX `course_of_school` ON `course` (`district`,`school`);--> statement-breakpoint
CREATE TABLE `district` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`portal_name` text NOT NULL,
	`hotline` text NOT NULL,
	`demo` integer NOT NULL,
	`settings` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `enrolment` (
	`district` text NOT NULL,
	`pupil` text NOT NULL,
	`section` text NOT NULL,
	`term` text NOT NULL,
	`state` text NOT NULL,
	`place` integer,
	`offer_ends_at` integer,
	`fee_fen` integer NOT NULL,
	`request_key` text NOT NULL,
	`changed_at` integer NOT NULL,
	PRIMARY KEY(`district`, `pupil`, `section`),
	FOREIGN KEY (`district`,`section`) REFERENCES `section`(`district`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`district`,`pupil`) REFERENCES `pupil`(`district`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `enrolment_of_section` ON `enrolment` (`district`,`section`,`state`);--> statement-breakpoint
CREATE UNIQUE INDEX `enrolment_place` ON `enrolment` (`district`,`section`,`place`);--> statement-breakpoint
CREATE INDEX `enrolment_offer_end` ON `enrolment` (`district`,`offer_ends_at`);--> statement-breakpoint
CREATE TABLE `enrolment_request` (
	`district` text NOT NULL,
	`key` text NOT NULL,
	`account` text NOT NULL,
	`body_hash` text NOT NULL,
	`reference` text NOT NULL,
	`answer` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`district`, `key`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `enrolment_request_reference` ON `enrolment_request` (`district`,`reference`);--> statement-breakpoint
CREATE INDEX `enrolment_request_of_account` ON `enrolment_request` (`district`,`account`,`at`);--> statement-breakpoint
CREATE TABLE `guardianship` (
	`district` text NOT NULL,
	`account` text NOT NULL,
	`pupil` text NOT NULL,
	`relation` text NOT NULL,
	`position` integer NOT NULL,
	`ended_at` integer,
	PRIMARY KEY(`district`, `account`, `pupil`),
	FOREIGN KEY (`district`,`account`) REFERENCES `account`(`district`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`district`,`pupil`) REFERENCES `pupil`(`district`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `guardianship_of_pupil` ON `guardianship` (`district`,`pupil`);--> statement-breakpoint
CREATE TABLE `held_slot` (
	`district` text NOT NULL,
	`term` text NOT NULL,
	`pupil` text NOT NULL,
	`slot` integer NOT NULL,
	`section` text NOT NULL,
	`base` text,
	PRIMARY KEY(`district`, `term`, `pupil`, `slot`),
	FOREIGN KEY (`district`,`section`) REFERENCES `section`(`district`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`district`,`pupil`) REFERENCES `pupil`(`district`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `held_slot_of_section` ON `held_slot` (`district`,`section`);--> statement-breakpoint
CREATE TABLE `home_class` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`school` text NOT NULL,
	`grade` integer NOT NULL,
	`number` integer NOT NULL,
	PRIMARY KEY(`district`, `id`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `home_class_number` ON `home_class` (`district`,`school`,`grade`,`number`);--> statement-breakpoint
CREATE TABLE `instructor` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`account` text,
	`provider` text,
	`school` text NOT NULL,
	`about` text NOT NULL,
	PRIMARY KEY(`district`, `id`)
);
--> statement-breakpoint
CREATE INDEX `instructor_of_school` ON `instructor` (`district`,`school`);--> statement-breakpoint
CREATE TABLE `notice` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`account` text NOT NULL,
	`kind` text NOT NULL,
	`title` text NOT NULL,
	`body` text NOT NULL,
	`link` text NOT NULL,
	`at` integer NOT NULL,
	`read_at` integer,
	PRIMARY KEY(`district`, `id`)
);
--> statement-breakpoint
CREATE INDEX `notice_of_account` ON `notice` (`district`,`account`,`at`);--> statement-breakpoint
CREATE TABLE `provider` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`listed_until` text NOT NULL,
	PRIMARY KEY(`district`, `id`)
);
--> statement-breakpoint
CREATE TABLE `pupil` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`student_number` text NOT NULL,
	`school` text NOT NULL,
	`home_class` text NOT NULL,
	`left_on` text,
	PRIMARY KEY(`district`, `id`),
	FOREIGN KEY (`district`,`home_class`) REFERENCES `home_class`(`district`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `pupil_student_number` ON `pupil` (`district`,`student_number`);--> statement-breakpoint
CREATE INDEX `pupil_of_class` ON `pupil` (`district`,`home_class`);--> statement-breakpoint
CREATE INDEX `pupil_of_school` ON `pupil` (`district`,`school`);--> statement-breakpoint
CREATE TABLE `role_grant` (
	`district` text NOT NULL,
	`account` text NOT NULL,
	`role` text NOT NULL,
	`school` text NOT NULL,
	`ended_at` integer,
	PRIMARY KEY(`district`, `account`, `role`, `school`),
	FOREIGN KEY (`district`,`account`) REFERENCES `account`(`district`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `role_grant_of_school` ON `role_grant` (`district`,`school`);--> statement-breakpoint
CREATE TABLE `roll_count` (
	`district` text NOT NULL,
	`school` text NOT NULL,
	`year` integer NOT NULL,
	`grade` integer NOT NULL,
	`pupils` integer NOT NULL,
	PRIMARY KEY(`district`, `school`, `year`, `grade`)
);
--> statement-breakpoint
CREATE TABLE `round` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`term` text NOT NULL,
	`name` text NOT NULL,
	`school` text,
	`opens_at` integer NOT NULL,
	`closes_at` integer NOT NULL,
	`course_limit` integer NOT NULL,
	PRIMARY KEY(`district`, `id`),
	CONSTRAINT "round_dates" CHECK("round"."opens_at" < "round"."closes_at")
);
--> statement-breakpoint
CREATE INDEX `round_of_term` ON `round` (`district`,`term`);--> statement-breakpoint
CREATE TABLE `school` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`street` text NOT NULL,
	`stage` text NOT NULL,
	`in_scope` integer NOT NULL,
	`gate` text NOT NULL,
	`invented` integer NOT NULL,
	PRIMARY KEY(`district`, `id`)
);
--> statement-breakpoint
CREATE TABLE `seat_count` (
	`district` text NOT NULL,
	`section` text NOT NULL,
	`capacity` integer,
	`enrolled` integer NOT NULL,
	`offered` integer NOT NULL,
	`waiting` integer NOT NULL,
	`last_place` integer NOT NULL,
	PRIMARY KEY(`district`, `section`),
	FOREIGN KEY (`district`,`section`) REFERENCES `section`(`district`,`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "seat_count_not_oversold" CHECK("seat_count"."capacity" is null or "seat_count"."enrolled" + "seat_count"."offered" <= "seat_count"."capacity"),
	CONSTRAINT "seat_count_not_negative" CHECK("seat_count"."enrolled" >= 0 and "seat_count"."offered" >= 0 and "seat_count"."waiting" >= 0)
);
--> statement-breakpoint
CREATE TABLE `section` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`course` text NOT NULL,
	`school` text NOT NULL,
	`term` text NOT NULL,
	`label` text NOT NULL,
	`base` integer NOT NULL,
	`home_class` text,
	`grades` integer NOT NULL,
	`room` text NOT NULL,
	`instructor` text NOT NULL,
	`minimum` integer NOT NULL,
	`lesson_fen` integer NOT NULL,
	`material_fen` integer NOT NULL,
	`fee_fen` integer NOT NULL,
	`starts_on` text NOT NULL,
	`ends_on` text NOT NULL,
	`cut_off_on` text NOT NULL,
	`state` text NOT NULL,
	`supplement` integer,
	`suffix` integer,
	`search_text` text NOT NULL,
	`created_by` text NOT NULL,
	PRIMARY KEY(`district`, `id`),
	FOREIGN KEY (`district`,`course`) REFERENCES `course`(`district`,`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "section_fee" CHECK("section"."fee_fen" >= 0)
);
--> statement-breakpoint
CREATE INDEX `section_of_school` ON `section` (`district`,`term`,`school`,`state`);--> statement-breakpoint
CREATE INDEX `section_of_course` ON `section` (`district`,`course`);--> statement-breakpoint
CREATE UNIQUE INDEX `section_suffix` ON `section` (`district`,`school`,`term`,`suffix`);--> statement-breakpoint
CREATE TABLE `section_slot` (
	`district` text NOT NULL,
	`section` text NOT NULL,
	`slot` integer NOT NULL,
	`starts_at` text NOT NULL,
	`ends_at` text NOT NULL,
	PRIMARY KEY(`district`, `section`, `slot`),
	FOREIGN KEY (`district`,`section`) REFERENCES `section`(`district`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `section_step` (
	`district` text NOT NULL,
	`section` text NOT NULL,
	`sequence` integer NOT NULL,
	`step` text NOT NULL,
	`actor` text NOT NULL,
	`at` integer NOT NULL,
	`remark` text NOT NULL,
	PRIMARY KEY(`district`, `section`, `sequence`),
	FOREIGN KEY (`district`,`section`) REFERENCES `section`(`district`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `service_period` (
	`district` text NOT NULL,
	`term` text NOT NULL,
	`school` text NOT NULL,
	`number` integer NOT NULL,
	`name` text NOT NULL,
	`starts_at` text NOT NULL,
	`ends_at` text NOT NULL,
	PRIMARY KEY(`district`, `term`, `school`, `number`)
);
--> statement-breakpoint
CREATE TABLE `session` (
	`district` text NOT NULL,
	`token_hash` text NOT NULL,
	`account` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_seen_at` integer NOT NULL,
	`device` text NOT NULL,
	PRIMARY KEY(`district`, `token_hash`),
	FOREIGN KEY (`district`,`account`) REFERENCES `account`(`district`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `session_of_account` ON `session` (`district`,`account`);--> statement-breakpoint
CREATE TABLE `staff` (
	`district` text NOT NULL,
	`account` text NOT NULL,
	`school` text NOT NULL,
	`in_service` integer NOT NULL,
	`subject` text NOT NULL,
	PRIMARY KEY(`district`, `account`)
);
--> statement-breakpoint
CREATE INDEX `staff_of_school` ON `staff` (`district`,`school`);--> statement-breakpoint
CREATE TABLE `street` (
	`district` text NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	PRIMARY KEY(`district`, `code`)
);
--> statement-breakpoint
CREATE TABLE `term` (
	`district` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`starts_on` text NOT NULL,
	`ends_on` text NOT NULL,
	PRIMARY KEY(`district`, `id`)
);
--> statement-breakpoint
CREATE TABLE `term_plan` (
	`district` text NOT NULL,
	`school` text NOT NULL,
	`term` text NOT NULL,
	`filing_number` text,
	`filed_by` text,
	`filed_at` integer,
	`sendings` integer NOT NULL,
	`last_suffix` integer NOT NULL,
	PRIMARY KEY(`district`, `school`, `term`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `term_plan_filing_number` ON `term_plan` (`district`,`filing_number`);