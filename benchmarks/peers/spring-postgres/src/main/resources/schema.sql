-- What happened to jobs, each event once: their history, and what jobs are folded from.
CREATE TABLE IF NOT EXISTS ota_job_event (
  job_id      text,
  event_id    text,
  later       boolean NOT NULL, -- than the creation, whatever the clocks say
  occurred_at timestamptz NOT NULL,
  event       jsonb NOT NULL,
  PRIMARY KEY (job_id, event_id)
);

-- Jobs. One whose creation has not arrived has no utc_create.
CREATE TABLE IF NOT EXISTS ota_job (
  job_id                   text PRIMARY KEY,
  account_id               text,
  iot_instance_id          text,
  job_status               text,
  job_type                 text,
  selection_type           text,
  target_selection         text,
  product_key              text,
  firmware_id              text,
  name                     text,
  dest_version             text,
  src_versions             text[],
  tags                     jsonb,
  job_desc                 text,
  dynamic_mode             integer,
  overwrite_mode           integer,
  multi_module_mode        boolean,
  need_push                boolean,
  need_confirm             boolean,
  download_protocol        text,
  maximum_per_minute       integer,
  gray_percent             text,
  group_id                 text,
  group_name               text,
  retry_interval           integer,
  retry_count              integer,
  timeout_in_minutes       integer,
  utc_create               timestamptz,
  utc_modified             timestamptz,
  utc_start_time           timestamptz,
  utc_end_time             timestamptz,
  utc_schedule_time        timestamptz,
  utc_schedule_finish_time timestamptz
) WITH (fillfactor = 80); -- room in each page, so that updates do not touch the index

-- The jobs of a firmware, the newest first, for lists.
CREATE INDEX IF NOT EXISTS ota_job_by_firmware ON ota_job (firmware_id, utc_create DESC, job_id);
