ALTER TABLE `instructor` ADD `left_on` text;--> statement-breakpoint
ALTER TABLE `provider` ADD `reminded_of` text DEFAULT '' NOT NULL;