package io.rollcall.bot;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** The boundaries of the house. */
@AnalyzeClasses(packages = "io.rollcall", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule theDomainKnowsNothingButItself = noClasses()
            .that()
            .resideInAPackage("io.rollcall.core..")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages(
                    "io.rollcall.core..",
                    "java.lang..",
                    "java.math..",
                    "java.text..",
                    "java.time..",
                    "java.util..",
                    "org.jspecify.annotations..",
                    "com.tyme..");

    @ArchTest
    static final ArchRule theDomainDoesNoLogging = noClasses()
            .that()
            .resideInAPackage("io.rollcall.core..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.util.logging..", "org.slf4j..");

    @ArchTest
    static final ArchRule storageKnowsNothingOfTheBot = noClasses()
            .that()
            .resideInAPackage("io.rollcall.storage..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.rollcall.bot..");

    @ArchTest
    static final ArchRule packagesOfTheDomainFormNoCircle =
            slices().matching("io.rollcall.core.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule packagesOfTheBotFormNoCircle =
            slices().matching("io.rollcall.bot.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule noPlatformKnowsAnother =
            slices().matching("io.rollcall.bot.chat.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule thePlatformsOwnLibrariesAreRefereesInTestsOnly =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("com.lark.oapi..", "me.chanjar.weixin..");

    @ArchTest
    static final ArchRule nobodyTalksToAPlatformButThroughItsInterface = noClasses()
            .that()
            .resideOutsideOfPackages("io.rollcall.bot.chat..", "io.rollcall.bot", "io.rollcall.bot.demo")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.rollcall.bot.chat.*..");

    @ArchTest
    static final ArchRule timeComesFromTheClock = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(OffsetDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(ZoneId.class, "systemDefault")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("a settable clock must be able to play any hour");

    @ArchTest
    static final ArchRule theMachinesTimeIsReadInFewPlaces = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "io.rollcall.bot.clock",
                    "io.rollcall.bot.chat.feishu",
                    "io.rollcall.bot.chat.wecom",
                    "io.rollcall.bot.chat.dingtalk")
            .should()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(Clock.class, "systemDefaultZone");
}
