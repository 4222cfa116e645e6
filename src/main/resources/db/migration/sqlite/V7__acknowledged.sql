-- A dead letter that an operator has put away: when, who, and why. It is kept, and no longer counted.
ALTER TABLE delivery ADD COLUMN acknowledged_at INTEGER;
ALTER TABLE delivery ADD COLUMN acknowledged_by TEXT;
ALTER TABLE delivery ADD COLUMN acknowledged_comment TEXT;

-- The dead letters that are counted.
CREATE INDEX delivery_unacknowledged ON delivery (destination, finished_at)
	WHERE state = 'dead' AND acknowledged_at IS NULL;
