package dev.otajobs.cli;

import picocli.CommandLine.Command;

/** What could not be folded: lists it, shows it, and writes it again. */
@Command(
    name = "dead-letters",
    description = "Lists and shows events that could not be folded, and writes them again.",
    mixinStandardHelpOptions = true,
    subcommands = {ListLettersCommand.class, ShowLettersCommand.class, ReplayCommand.class})
public final class DeadLettersCommand {}
