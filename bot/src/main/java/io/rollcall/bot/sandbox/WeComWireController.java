package io.rollcall.bot.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.server.ServerContainer;
import java.io.IOException;
import java.util.Map;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Carries what speaks to WeCom to {@link GroupRobotWire} and {@link RobotSockets}. */
@RestController
@Profile({"demo", "sandbox"})
@RequestMapping("/sandbox/wecom")
class WeComWireController {

    private static final int MOST_BODY_BYTES = 64 * 1024;

    private final GroupRobotWire groups;
    private final RobotSockets sockets;

    WeComWireController(GroupRobotWire groups, RobotSockets sockets) {
        this.groups = groups;
        this.sockets = sockets;
    }

    @PostMapping("/cgi-bin/webhook/send")
    ResponseEntity<byte[]> post(@RequestParam(name = "key", defaultValue = "") String key, HttpServletRequest request)
            throws IOException {
        byte[] body = request.getInputStream().readNBytes(MOST_BODY_BYTES + 1);
        if (body.length > MOST_BODY_BYTES) {
            return ResponseEntity.status(413).build();
        }
        try {
            groups.post(key, Json.readObject(new String(body, UTF_8)));
            return answer(0, "ok");
        } catch (WireException refusal) {
            return answer(refusal.code(), refusal.getMessage() + ", hint: [sandbox]");
        }
    }

    /**
     * Opens a robot's connection. A browser says by its Origin which page it speaks for; no page speaks for a robot, and
     * one of another origin could do so unasked.
     */
    @GetMapping("/openws")
    void open(HttpServletRequest request, HttpServletResponse response) throws Exception {
        if (request.getHeader(HttpHeaders.ORIGIN) != null) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        boolean upgrades = "websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE));
        Object container = request.getServletContext().getAttribute(ServerContainer.class.getName());
        if (!upgrades || !(container instanceof ServerContainer server) || !sockets.hasRoom()) {
            response.sendError(
                    upgrades ? HttpServletResponse.SC_SERVICE_UNAVAILABLE : HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        // From here and not by a path of the container's own, so that whatever guards the sandbox guards this, too.
        server.upgradeHttpToWebSocket(request, response, sockets.endpoint(), Map.of());
    }

    @RequestMapping("/**")
    ResponseEntity<String> nothingHere() {
        return ResponseEntity.status(404)
                .contentType(MediaType.TEXT_PLAIN)
                .body("404 page not found: the sandbox does not play this call of the platform");
    }

    private static ResponseEntity<byte[]> answer(int code, String message) {
        ObjectNode body = Json.object().put("errcode", code).put("errmsg", message);
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(Json.bytes(body));
    }
}
