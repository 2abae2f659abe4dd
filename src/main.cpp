#include "cli/app.h"

int main(int argc, char** argv)
{
    return radcert::cli::run(argc, argv);
}
