package io.pilothouse.acceptance.delivery;

/** The codes of Splunk's HTTP Event Collector with their statuses, as its documentation lists them. */
enum HecCode {
    SUCCESS(0, 200, "Success"), TOKEN_DISABLED(1, 403, "Token disabled"), TOKEN_REQUIRED(2, 401,
            "Token is required"), INVALID_AUTHORIZATION(3, 401, "Invalid authorization"), INVALID_TOKEN(4, 403,
                    "Invalid token"), NO_DATA(5, 400, "No data"), INVALID_FORMAT(6, 400,
                            "Invalid data format"), INCORRECT_INDEX(7, 400, "Incorrect index"), INTERNAL_ERROR(8, 500,
                                    "Internal server error"), BUSY(9, 503, "Server is busy"), CHANNEL_MISSING(10, 400,
                                            "Data channel is missing"), CHANNEL_INVALID(11, 400,
                                                    "Invalid data channel"), EVENT_REQUIRED(12, 400,
                                                            "Event field is required"), EVENT_BLANK(13, 400,
                                                                    "Event field cannot be blank"), ACK_DISABLED(14,
                                                                            400, "ACK is disabled"), INDEXED_FIELDS(15,
                                                                                    400,
                                                                                    "Error in handling indexed fields"), QUERY_AUTHORIZATION(
                                                                                            16, 400,
                                                                                            "Query string authorization is not enabled"), HEALTHY(
                                                                                                    17, 200,
                                                                                                    "HEC is healthy"), QUEUES_FULL(
                                                                                                            18, 503,
                                                                                                            "HEC is unhealthy, queues are full"), ACK_UNAVAILABLE(
                                                                                                                    19,
                                                                                                                    503,
                                                                                                                    "HEC is unhealthy, ack service unavailable"), BOTH_UNAVAILABLE(
                                                                                                                            20,
                                                                                                                            503,
                                                                                                                            "HEC is unhealthy, queues are full, ack service unavailable"), HEALTH_INVALID_TOKEN(
                                                                                                                                    21,
                                                                                                                                    400,
                                                                                                                                    "Invalid token"), HEALTH_TOKEN_DISABLED(
                                                                                                                                            22,
                                                                                                                                            400,
                                                                                                                                            "Token disabled"), SHUTTING_DOWN(
                                                                                                                                                    23,
                                                                                                                                                    503,
                                                                                                                                                    "Server is shutting down"), QUEUE_FILLING(
                                                                                                                                                            24,
                                                                                                                                                            200,
                                                                                                                                                            "HEC queue is approaching its capacity limit"), ACK_FILLING(
                                                                                                                                                                    25,
                                                                                                                                                                    200,
                                                                                                                                                                    "HEC ACK is approaching its capacity limit"), QUEUE_FULL(
                                                                                                                                                                            26,
                                                                                                                                                                            429,
                                                                                                                                                                            "HEC queue is at capacity and cannot process any more requests"), ACK_FULL(
                                                                                                                                                                                    27,
                                                                                                                                                                                    429,
                                                                                                                                                                                    "HEC ACK channel is at capacity and cannot process any more requests");

    final int code;
    final int status;
    final String text;

    HecCode(int code, int status, String text) {
        this.code = code;
        this.status = status;
        this.text = text;
    }
}
