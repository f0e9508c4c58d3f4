ALTER TABLE "instructor" ADD COLUMN "left_on" text;--> statement-breakpoint
ALTER TABLE "provider" ADD COLUMN "reminded_of" text DEFAULT '' NOT NULL;