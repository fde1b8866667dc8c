package io.rollcall.bot.api;

import io.rollcall.bot.round.RoundConflictException;
import io.rollcall.bot.work.Failures;
import io.rollcall.storage.ItemConflictException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
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
    ResponseEntity<ApiError> unreadable(HttpMessageNotReadableException e) {
        return answer(
                HttpStatus.BAD_REQUEST,
                "the body is not what this call takes; for a round: {\"weeks\":[\"2024-W49\"]}");
    }

    @ExceptionHandler
    ResponseEntity<ApiError> unusable(MethodArgumentTypeMismatchException e) {
        return answer(HttpStatus.BAD_REQUEST, "\"" + e.getValue() + "\" is no " + e.getName() + "; give its number");
    }

    @ExceptionHandler
    ResponseEntity<ApiError> any(Exception e) {
        if (e instanceof ErrorResponse known) {
            return ResponseEntity.status(known.getStatusCode())
                    .headers(known.getHeaders())
                    .body(new ApiError(String.valueOf(known.getBody().getDetail())));
        }
        log.error("An API call failed: {}", Failures.describe(e));
        log.debug("An API call failed", e);
        return answer(HttpStatus.INTERNAL_SERVER_ERROR, "something went wrong here; the log tells what");
    }

    private static ResponseEntity<ApiError> answer(HttpStatus status, @org.jspecify.annotations.Nullable String why) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(new ApiError(why == null ? status.getReasonPhrase() : why));
    }
}
