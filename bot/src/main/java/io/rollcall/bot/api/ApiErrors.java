package io.rollcall.bot.api;

import io.rollcall.bot.round.RoundConflictException;
import io.rollcall.bot.work.Failures;
import io.rollcall.storage.ItemConflictException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** One form for every error of the API. */
@RestControllerAdvice(basePackageClasses = ApiErrors.class)
class ApiErrors {

    private static final Logger log = LoggerFactory.getLogger(ApiErrors.class);

    @ExceptionHandler
    ResponseEntity<ApiError> notFound(NotFoundException e) {
        return answer(HttpStatus.NOT_FOUND, e.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<ApiError> notAcceptable(NotAcceptableException e) {
        return answer(HttpStatus.NOT_ACCEPTABLE, e.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<ApiError> unusable(IllegalArgumentException e) {
        return answer(HttpStatus.BAD_REQUEST, e.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<ApiError> conflict(RoundConflictException e) {
        return answer(HttpStatus.CONFLICT, e.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<ApiError> conflict(ItemConflictException e) {
        return answer(HttpStatus.CONFLICT, e.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<ApiError> unreadable(HttpMessageNotReadableException e, HandlerMethod call) {
        Takes takes = call.getMethodAnnotation(Takes.class);
        return answer(
                HttpStatus.BAD_REQUEST,
                "the body cannot be read" + (takes == null ? "" : "; what works: " + takes.value()));
    }

    @ExceptionHandler
    static ResponseEntity<ApiError> unsupported(HttpMediaTypeNotSupportedException e) {
        String known =
                e.getSupportedMediaTypes().stream().map(MediaType::toString).collect(Collectors.joining(", "));
        return answer(
                e,
                (e.getContentType() == null ? "no Content-Type" : "Content-Type " + e.getContentType())
                        + " is not taken by this call"
                        + (known.isEmpty() ? "" : "; what works: " + known));
    }

    @ExceptionHandler
    ResponseEntity<ApiError> busy(ConcurrencyFailureException e) {
        log.warn("An API call came to nothing, as others were at the same time: {}", Failures.describe(e));
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, "5")
                .contentType(MediaType.APPLICATION_JSON)
                .body(new ApiError("this is being changed by somebody else; nothing was done, try again in a moment"));
    }

    @ExceptionHandler
    ResponseEntity<ApiError> unusable(MethodArgumentTypeMismatchException e) {
        return answer(HttpStatus.BAD_REQUEST, "\"" + e.getValue() + "\" is no " + e.getName() + "; give its number");
    }

    @ExceptionHandler
    ResponseEntity<ApiError> any(Exception e) {
        if (e instanceof ErrorResponse known) {
            return answer(known, String.valueOf(known.getBody().getDetail()));
        }
        log.error("An API call failed: {}", Failures.describe(e));
        log.debug("An API call failed", e);
        return answer(HttpStatus.INTERNAL_SERVER_ERROR, "something went wrong here; the log tells what");
    }

    /** With the status that is known of it. */
    static ResponseEntity<ApiError> answer(ErrorResponse known, String why) {
        return ResponseEntity.status(known.getStatusCode())
                .headers(known.getHeaders())
                .contentType(MediaType.APPLICATION_JSON)
                .body(new ApiError(why));
    }

    private static ResponseEntity<ApiError> answer(HttpStatus status, @Nullable String why) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(new ApiError(why == null ? status.getReasonPhrase() : why));
    }
}
