package dev.otajobs.api.rest;

import dev.otajobs.api.Format;
import dev.otajobs.api.consistency.EntityTag;
import dev.otajobs.codec.JobJson;
import dev.otajobs.codec.JobXml;
import dev.otajobs.codec.JsonWriter;
import dev.otajobs.codec.XmlDocument;
import dev.otajobs.job.FieldValue;
import dev.otajobs.job.JobField;
import dev.otajobs.job.Revision;
import java.util.Map;

/** A job in JSON, or in XML under the root {@code Job}; the names are those of {@code Data}. */
enum Representation {
  JSON("application/json", "") {
    @Override
    byte[] write(Map<JobField, FieldValue> fields) {
      return JsonWriter.object(out -> JobJson.write(fields, out));
    }
  },
  XML("application/xml", "xml") {
    @Override
    byte[] write(Map<JobField, FieldValue> fields) {
      return XmlDocument.of("Job", out -> JobXml.write(fields, out));
    }
  };

  private final String contentType;
  private final String variant;

  Representation(String contentType, String variant) {
    this.contentType = contentType;
    this.variant = variant;
  }

  static Representation of(Format format) {
    return switch (format) {
      case JSON -> JSON;
      case XML -> XML;
    };
  }

  String contentType() {
    return contentType;
  }

  EntityTag tag(Revision revision) {
    return new EntityTag(revision, variant);
  }

  abstract byte[] write(Map<JobField, FieldValue> fields);
}
