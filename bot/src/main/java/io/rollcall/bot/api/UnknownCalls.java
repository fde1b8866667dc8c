package io.rollcall.bot.api;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** The same form of error for what looks like a call of the API and is none; other addresses are left alone. */
@RestControllerAdvice
class UnknownCalls {

    private static final String API = "/api/v1/";

    @ExceptionHandler
    ResponseEntity<ApiError> method(HttpRequestMethodNotSupportedException e, HttpServletRequest request)
            throws HttpRequestMethodNotSupportedException {
        if (isElsewhere(request)) {
            throw e;
        }
        String[] known = e.getSupportedMethods();
        return ApiErrors.answer(
                e,
                e.getMethod() + " is not known here"
                        + (known == null ? "" : "; what works: " + String.join(", ", known)));
    }

    @ExceptionHandler
    ResponseEntity<ApiError> contentType(HttpMediaTypeNotSupportedException e, HttpServletRequest request)
            throws HttpMediaTypeNotSupportedException {
        if (isElsewhere(request)) {
            throw e;
        }
        return ApiErrors.unsupported(e);
    }

    @ExceptionHandler
    ResponseEntity<ApiError> path(NoResourceFoundException e, HttpServletRequest request)
            throws NoResourceFoundException {
        if (isElsewhere(request)) {
            throw e;
        }
        return ApiErrors.answer(e, "there is no such call; docs/api.md lists those that there are");
    }

    private static boolean isElsewhere(HttpServletRequest request) {
        return !request.getServletPath().startsWith(API);
    }
}
