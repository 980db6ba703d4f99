package dev.otajobs.peers.spring;

import static java.util.stream.Collectors.joining;

import dev.otajobs.peers.spring.JobEvent.Tag;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The tables of events and of jobs. */
@Repository
class JobRepository {

  private record Column(String name, int type) {
    String upsert() {
      return name + " = EXCLUDED." + name;
    }

    String parameter() {
      return name.equals("tags") ? "?::jsonb" : "?";
    }
  }

  /** In the order of {@link #row}; the first is the key. */
  private static final List<Column> COLUMNS =
      List.of(
          text("job_id"),
          text("account_id"),
          text("iot_instance_id"),
          text("job_status"),
          text("job_type"),
          text("selection_type"),
          text("target_selection"),
          text("product_key"),
          text("firmware_id"),
          text("name"),
          text("dest_version"),
          new Column("src_versions", Types.ARRAY),
          text("tags"),
          text("job_desc"),
          whole("dynamic_mode"),
          whole("overwrite_mode"),
          flag("multi_module_mode"),
          flag("need_push"),
          flag("need_confirm"),
          text("download_protocol"),
          whole("maximum_per_minute"),
          text("gray_percent"),
          text("group_id"),
          text("group_name"),
          whole("retry_interval"),
          whole("retry_count"),
          whole("timeout_in_minutes"),
          time("utc_create"),
          time("utc_modified"),
          time("utc_start_time"),
          time("utc_end_time"),
          time("utc_schedule_time"),
          time("utc_schedule_finish_time"));

  private static final int[] TYPES = COLUMNS.stream().mapToInt(Column::type).toArray();
  private static final String NAMES = COLUMNS.stream().map(Column::name).collect(joining(", "));

  private static final String UPSERT =
      "INSERT INTO ota_job (%s) VALUES (%s) ON CONFLICT (job_id) DO UPDATE SET %s"
          .formatted(
              NAMES,
              COLUMNS.stream().map(Column::parameter).collect(joining(", ")),
              COLUMNS.stream().skip(1).map(Column::upsert).collect(joining(", ")));

  private static final String INSERT_EVENT =
      "INSERT INTO ota_job_event (job_id, event_id, later, occurred_at, event)"
          + " VALUES (?, ?, ?, ?, ?::jsonb) ON CONFLICT DO NOTHING";

  private static final int[] EVENT_TYPES = {
    Types.VARCHAR, Types.VARCHAR, Types.BOOLEAN, Types.TIMESTAMP_WITH_TIMEZONE, Types.VARCHAR
  };

  private static final String SELECT_EVENTS =
      "SELECT job_id, event FROM ota_job_event WHERE job_id = ANY(?)"
          + " ORDER BY job_id, later, occurred_at, event_id";

  private static final String SELECT =
      "SELECT " + NAMES + " FROM ota_job WHERE job_id = ? AND utc_create IS NOT NULL";

  private final JdbcTemplate jdbc;
  private final JsonMapper json;

  JobRepository(JdbcTemplate jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** Keeps the events, each once, and folds their jobs anew from all that there are of them. */
  @Transactional
  public void save(List<JobEvent> events) {
    List<Object[]> rows = new ArrayList<>(events.size());
    events.forEach(event -> rows.add(row(event)));
    jdbc.batchUpdate(INSERT_EVENT, rows, EVENT_TYPES);
    List<Object[]> jobs = new ArrayList<>(events.size());
    fold(events.stream().map(JobEvent::jobId).distinct().toArray(String[]::new))
        .forEach(job -> jobs.add(row(job)));
    jdbc.batchUpdate(UPSERT, jobs, TYPES);
  }

  private Collection<JobRow> fold(String[] jobIds) {
    Map<String, JobRow> jobs = new LinkedHashMap<>();
    jdbc.query(
        SELECT_EVENTS,
        row -> {
          jobs.computeIfAbsent(row.getString(1), JobRow::new)
              .apply(json.readValue(row.getString(2), JobEvent.class));
        },
        (Object) jobIds);
    return jobs.values();
  }

  private Object[] row(JobEvent event) {
    return new Object[] {
      event.jobId(),
      event.eventId(),
      event.type() != JobEvent.Type.created,
      utc(event.occurredAt()),
      json.writeValueAsString(event)
    };
  }

  public Optional<JobData> find(String jobId) {
    return jdbc.query(SELECT, (row, number) -> data(row), jobId).stream().findFirst();
  }

  private Object[] row(JobRow job) {
    return new Object[] {
      job.jobId,
      job.accountId,
      job.iotInstanceId,
      job.jobStatus,
      job.jobType,
      job.selectionType,
      job.targetSelection,
      job.productKey,
      job.firmwareId,
      job.name,
      job.destVersion,
      job.srcVersions == null ? null : job.srcVersions.toArray(new String[0]),
      job.tags == null ? null : json.writeValueAsString(job.tags),
      job.jobDesc,
      job.dynamicMode,
      job.overwriteMode,
      job.multiModuleMode,
      job.needPush,
      job.needConfirm,
      job.downloadProtocol,
      job.maximumPerMinute,
      job.grayPercent,
      job.groupId,
      job.groupName,
      job.retryInterval,
      job.retryCount,
      job.timeoutInMinutes,
      utc(job.createdAt),
      utc(job.modifiedAt),
      utc(job.startedAt),
      utc(job.endedAt),
      utc(job.scheduleTime),
      utc(job.scheduleFinishTime)
    };
  }

  private JobData data(ResultSet row) throws SQLException {
    boolean dynamic = "DYNAMIC".equals(row.getString("selection_type"));
    String targetSelection = dynamic ? "ALL" : row.getString("target_selection");
    Integer retryInterval = whole(row, "retry_interval");
    Integer retryCount = whole(row, "retry_count");
    boolean retries = retryInterval != null && retryCount != null;
    OffsetDateTime scheduleTime = time(row, "utc_schedule_time");
    boolean scheduled = scheduleTime != null && !dynamic;
    return new JobData(
        row.getString("job_id"),
        row.getString("job_status"),
        row.getString("job_type"),
        row.getString("selection_type"),
        targetSelection,
        row.getString("product_key"),
        row.getString("firmware_id"),
        row.getString("name"),
        row.getString("dest_version"),
        JobData.SrcVersions.of(srcVersions(row)),
        JobData.Tags.of(tags(row)),
        row.getString("job_desc"),
        dynamic ? whole(row, "dynamic_mode") : null,
        whole(row, "overwrite_mode"),
        row.getBoolean("multi_module_mode"),
        row.getBoolean("need_push"),
        row.getBoolean("need_confirm"),
        row.getString("download_protocol"),
        whole(row, "maximum_per_minute"),
        "GRAY".equals(targetSelection) ? row.getString("gray_percent") : null,
        row.getString("group_id"),
        row.getString("group_name"),
        retries ? retryInterval : null,
        retries ? retryCount : null,
        whole(row, "timeout_in_minutes"),
        JobData.utc(time(row, "utc_create")),
        JobData.utc(time(row, "utc_modified")),
        JobData.utc(time(row, "utc_start_time")),
        JobData.utc(time(row, "utc_end_time")),
        scheduled ? JobData.utc(scheduleTime) : null,
        scheduled ? JobData.utc(time(row, "utc_schedule_finish_time")) : null);
  }

  private static List<String> srcVersions(ResultSet row) throws SQLException {
    java.sql.Array array = row.getArray("src_versions");
    return array == null ? List.of() : List.of((String[]) array.getArray());
  }

  private List<Tag> tags(ResultSet row) throws SQLException {
    String tags = row.getString("tags");
    return tags == null ? List.of() : json.readValue(tags, new TypeReference<>() {});
  }

  private static Integer whole(ResultSet row, String column) throws SQLException {
    return row.getObject(column, Integer.class);
  }

  private static OffsetDateTime time(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class);
  }

  private static OffsetDateTime utc(Long epochMillis) {
    return epochMillis == null ? null : Instant.ofEpochMilli(epochMillis).atOffset(ZoneOffset.UTC);
  }

  private static Column text(String name) {
    return new Column(name, Types.VARCHAR);
  }

  private static Column whole(String name) {
    return new Column(name, Types.INTEGER);
  }

  private static Column flag(String name) {
    return new Column(name, Types.BOOLEAN);
  }

  private static Column time(String name) {
    return new Column(name, Types.TIMESTAMP_WITH_TIMEZONE);
  }
}
